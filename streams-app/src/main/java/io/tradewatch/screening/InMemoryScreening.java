package io.tradewatch.screening;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.ViolationFile;
import io.tradewatch.codec.WholeTransfer;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.screening.TransferScreening.Occasion;
import io.tradewatch.screening.TransferScreening.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Screens transfers one after the other with a fixed ruleset and the same revision rule as the application. It keeps
 * the application's state in memory. Of clean transfers that were never corrected, it keeps only a hash of each id, to
 * count them.
 *
 * <pre>{@code
 * InMemoryScreening screening = new InMemoryScreening(index, Screening.DEFAULT_MAX_VIOLATIONS);
 * for (WholeTransfer transfer : transfers) {
 *     screening.screen(transfer).defect().ifPresent(System.err::println);
 * }
 * screening.open().forEach(System.out::println);
 * }</pre>
 *
 * <p>Threading notes: used by one thread.
 */
public final class InMemoryScreening {
    private final CompiledRuleset law;
    private final TransfersInMemory memory = new TransfersInMemory();
    private final ViolationCodec codec = ViolationCodec.withinProcess(
            new RetryPolicy(new ShutdownSignal(), Duration.ZERO, ScreeningMeters.unread()));
    private final TransferScreening screening = new TransferScreening(memory, codec, InMemoryScreening::neverStored);
    private final KnownTransfers known = new KnownTransfers();
    private long records;

    /**
     * Creates a screening without any known transfer.
     *
     * @param index the compiled measures
     * @param maxViolations as of {@link io.tradewatch.engine.rules.Screening}
     */
    public InMemoryScreening(MeasureIndex index, int maxViolations) {
        this.law = CompiledRuleset.fixed(index, maxViolations);
    }

    private static DecodeResult<WholeTransfer> neverStored(byte[] value) {
        return DecodeResult.defect(StructuralDefect.Reason.NULL_VALUE, "no records are kept in memory");
    }

    /** Screens the next record of a transfer. */
    public Verdict screen(WholeTransfer transfer) {
        byte[] transferId = transfer.screened().transferId().getBytes(StandardCharsets.UTF_8);
        known.add(transferId);
        return screening.screen(new OfWhole(transferId, transfer, records++), law, Occasion.ARRIVAL, 0, change -> {});
    }

    /** The number of transfers so far; several records of one transfer count once. */
    public int transfers() {
        return known.size();
    }

    /**
     * The open violations, each as the application would have published it last, in the order of {@link ViolationFile#ORDER}.
     * Those of one transfer are decoded at a time.
     */
    public Stream<Violation> open() {
        return memory.openByTransfer()
                .flatMap(ofOne -> ofOne.stream()
                        .map(violation -> codec.decode(violation.value()))
                        .sorted(ViolationFile.ORDER));
    }

    /** A record that is already decoded completely. */
    private static final class OfWhole implements Submission {
        private final byte[] transferId;
        private final WholeTransfer transfer;
        private final long offset;

        OfWhole(byte[] transferId, WholeTransfer transfer, long offset) {
            this.transferId = transferId;
            this.transfer = transfer;
            this.offset = offset;
        }

        @Override
        public byte[] transferId() {
            return transferId;
        }

        @Override
        public long offset() {
            return offset;
        }

        @Override
        public Transfer deciding() {
            return transfer.screened();
        }

        @Override
        public DecodeResult<WholeTransfer> whole() {
            return DecodeResult.of(transfer);
        }

        @Override
        public byte[] value(WholeTransfer whole) {
            return new byte[0];
        }
    }
}
