package io.tradewatch.cli.demo;

import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The open violations: the last state of every violation that is not withdrawn. Alerts of one violation must arrive in
 * order, as they do from one partition. They are kept in encoded form, because many decoded alerts would not fit into
 * memory.
 */
final class OpenViolations {
    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::transferId)
            .thenComparingInt(Entry::itemNumber)
            .thenComparing(Entry::measureId);

    private final Map<String, Entry> byViolationId = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // The bytes are not part of the comparison.
    private record Entry(String transferId, int itemNumber, String measureId, byte[] value) {}

    /**
     * Adds the next alert.
     *
     * @param violation the alert
     * @param value the encoded alert
     */
    void add(Violation violation, byte[] value) {
        if (violation.getStatus() == ViolationStatus.WITHDRAWN) {
            byViolationId.remove(violation.getViolationId());
        } else {
            byViolationId.put(
                    violation.getViolationId(),
                    new Entry(violation.getTransferId(), violation.getItemNumber(), violation.getMeasureId(), value));
        }
    }

    int size() {
        return byViolationId.size();
    }

    /** Passes on the open violations, by transferId, itemNumber, measureId. */
    void forEach(Function<byte[], Violation> decoder, Consumer<Violation> consumer) {
        List<Entry> sorted = byViolationId.values().stream().sorted(ORDER).toList();
        for (Entry entry : sorted) {
            consumer.accept(decoder.apply(entry.value()));
        }
    }
}
