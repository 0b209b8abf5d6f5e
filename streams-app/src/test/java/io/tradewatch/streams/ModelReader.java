package io.tradewatch.streams;

import io.tradewatch.engine.rules.Screening;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.rescreen.PastTransferLog;
import io.tradewatch.rescreen.PastTransferScan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * One instance's reader of past transfers. As the real one it knows only the last request for the partition, works on it
 * whenever it gets to it, and delivers into that request's own queue, even when the task has gone on to another or is
 * gone. Slices are of any size. Used by one thread.
 */
final class ModelReader implements PastTransferLog {
    private static final int MAX_WAITING = 4;

    private final ModelTransfers transfers;
    private final LongSupplier committed;
    private final Random random;
    private final Mistake mistake;
    private @Nullable Request current;

    /** What a task asked for, and how far that has come. */
    private static final class Request {
        private final long until;
        private final Screening changed;
        private final Queue<PastTransferScan.Slice> slices = new ArrayDeque<>();
        private long next;
        private boolean isThrough;

        Request(long from, long until, Screening changed) {
            this.next = Math.max(0, from);
            this.until = until;
            this.changed = changed;
        }
    }

    /**
     * @param transfers what it reads
     * @param committed the group's committed offset
     * @param random decides the size of slices, and when answers come
     * @param mistake what it does wrong
     */
    ModelReader(ModelTransfers transfers, LongSupplier committed, Random random, Mistake mistake) {
        this.transfers = transfers;
        this.committed = committed;
        this.random = random;
        this.mistake = mistake;
    }

    /** Reads on, if there is anything to read and room to deliver. */
    void read() {
        Request request = current;
        if (request == null || request.isThrough || request.slices.size() >= MAX_WAITING) {
            return;
        }
        long to = Math.min(request.until, request.next + 1 + random.nextInt(4));
        List<PastTransferScan.Candidate> candidates = new ArrayList<>();
        for (long offset = request.next; offset < to; offset++) {
            ModelRecords.ModelTransfer transfer = transfers.at(offset);
            if (transfer.screened() != null
                    && !request.changed.screen(transfer.screened()).isEmpty()) {
                candidates.add(candidate(transfers.consumed(offset)));
            }
        }
        request.next = mistake == Mistake.SLICE_OFF_BY_ONE ? to + 1 : to;
        request.isThrough = request.next >= request.until;
        request.slices.add(new PastTransferScan.Slice(request.next, candidates, 0));
    }

    private static PastTransferScan.Candidate candidate(ConsumerRecord<byte[], byte[]> consumed) {
        return new PastTransferScan.Candidate(
                new Record<>(consumed.key(), consumed.value(), consumed.offset(), consumed.headers()),
                RecordLocation.of(consumed));
    }

    @Override
    public PastTransferScan open(int partition) {
        return new Partition();
    }

    private final class Partition implements PastTransferScan {
        private @Nullable Request request;

        @Override
        public OptionalLong resumesAt() {
            return random.nextInt(3) == 0 ? OptionalLong.empty() : OptionalLong.of(committed.getAsLong());
        }

        @Override
        public void begin(long from, long until, Screening changed) {
            request = new Request(from, until, changed);
            current = request;
        }

        @Override
        public @Nullable Slice poll() {
            return request == null ? null : request.slices.poll();
        }

        @Override
        public void close() {
            if (request == current) {
                current = null;
            }
            request = null;
        }
    }
}
