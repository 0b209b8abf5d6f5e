package io.tradewatch.screening;

import io.tradewatch.codec.ViolationFile;
import io.tradewatch.state.StoredTransfer;
import io.tradewatch.state.StoredViolation;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Stores transfers in maps, without their records: for a file, or the few records of one transfer. */
final class TransfersInMemory implements TransferMemory {
    private final Map<String, StoredTransfer> newest = new HashMap<>();
    private final Map<String, Map<String, StoredViolation>> violations = new HashMap<>();

    @Override
    public @Nullable StoredTransfer newest(byte[] transferId) {
        return newest.get(text(transferId));
    }

    @Override
    public Map<String, StoredViolation> violationsOf(byte[] transferId) {
        return new TreeMap<>(violations.getOrDefault(text(transferId), Map.of()));
    }

    @Override
    public void rememberRevision(byte[] transferId, StoredTransfer transfer) {
        newest.put(text(transferId), transfer.withoutValue());
    }

    @Override
    public void rememberViolating(byte[] transferId, StoredTransfer transfer) {
        newest.put(text(transferId), transfer.withoutValue());
    }

    @Override
    public void rememberViolation(byte[] transferId, String violationId, StoredViolation violation) {
        violations.computeIfAbsent(text(transferId), id -> new TreeMap<>()).put(violationId, violation);
    }

    /**
     * The open violations of each transfer, in the order of the transfers' ids as UTF-8. Who iterates over the stream holds those
     * of one transfer at a time.
     */
    Stream<List<StoredViolation>> openByTransfer() {
        // A list of its own: an iterator over a stream that sorts takes in everything behind the sorting at once.
        List<String> ids = violations.keySet().stream()
                .sorted(ViolationFile::compareAsUtf8)
                .toList();
        return ids.stream().map(this::open);
    }

    private List<StoredViolation> open(String transferId) {
        return violations.getOrDefault(transferId, Map.of()).values().stream()
                .filter(StoredViolation::stands)
                .toList();
    }

    private static String text(byte[] transferId) {
        return new String(transferId, StandardCharsets.UTF_8);
    }
}
