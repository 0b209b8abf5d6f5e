package io.tradewatch.screening;

import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.kafka.RecordLocation;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.IntFunction;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the failures of each record with their reason; a record that reaches the limit becomes a dead letter. This
 * object outlives stream threads: a stream thread is replaced after a failure, and its replacement reads the same
 * record again.
 *
 * <p>Records are <i>slow</i> if screening them together may have exceeded the transaction timeout. When slow records
 * are read again, each of them is processed and committed separately.
 *
 * <p><b>Threading notes.</b> Safe for use by several threads; state is guarded by this object's lock.
 */
public final class RecordFailures {
    /** The configuration property that passes this object to classes that Kafka instantiates by name. */
    public static final String PROPERTY = "tradewatch.record.failures";

    private static final Logger LOG = LoggerFactory.getLogger(RecordFailures.class);

    /** The maximum number of records kept; beyond it, the record with the oldest failure is removed. */
    private static final int MOST = 10_000;

    private final int limit;
    private final @Nullable Path folder;
    private final Map<Subject, Failure> failed = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> slow = new HashMap<>();
    private final Set<Throwable> attributed = Collections.newSetFromMap(new WeakHashMap<>());
    private volatile boolean hasSlow;

    /** What failed. */
    private sealed interface Subject {}

    /**
     * A record at its arrival, or the same record in a rescreening pass; failures of the two are counted separately.
     */
    private record Place(int partition, long offset, boolean isArrival) implements Subject {
        Place(RecordLocation place, boolean isArrival) {
            this(place.partition(), place.offset(), isArrival);
        }
    }

    /** An unknown record of a transfer, which is identified by the transfer's id in UTF-8. */
    private record Id(int partition, ByteBuffer transferId) implements Subject {}

    private record Failure(int times, StructuralDefect defect) {}

    /**
     * @param limit how often a record may fail before it is given up, 1 or more
     * @param folder the directory of the files that hold the in-flight records; null: no files are written
     */
    public RecordFailures(int limit, @Nullable Path folder) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", expected 1 or more");
        }
        this.limit = limit;
        this.folder = folder;
    }

    /**
     * Returns the in-flight record of a partition. If the process ended while a record was in flight, that is counted
     * as its failure.
     */
    InFlightRecord inHand(TopicPartition partition) {
        if (folder == null) {
            return InFlightRecord.inMemory();
        }
        InFlightRecord inHand = InFlightRecord.in(folder.resolve(partition.toString()));
        long times = inHand.timesEndedWith(inHand.endedWith());
        if (times > 0) {
            processEnded(new RecordLocation(partition.topic(), partition.partition(), inHand.endedWith()), (int) times);
        }
        return inHand;
    }

    private synchronized void processEnded(RecordLocation place, int times) {
        LOG.warn(
                "the process ended {} times in a row while {} was being screened; after {} times the record becomes a dead"
                        + " letter",
                times,
                place,
                limit);
        put(
                new Place(place, true),
                new Failure(
                        times,
                        new StructuralDefect(
                                Reason.FAILED,
                                "the process ended " + times + " times while the record was being screened")));
    }

    /**
     * Counts a failure to screen a record.
     *
     * @param isArrival whether the record had just arrived; false if it was screened again
     */
    synchronized void failed(RecordLocation place, boolean isArrival, Throwable failure) {
        int times = count(
                new Place(place, isArrival),
                before -> "screening failed " + before + " times, the last time with " + failure);
        attributed.add(failure);
        LOG.warn("screening {} failed, {} of {} times at most", place, times, limit, failure);
    }

    /** Counts a failure to send the output of a record, both for its arrival and for rescreening. */
    public synchronized void notSent(RecordLocation place, Throwable failure) {
        attributed.add(failure);
        notSent(new Place(place, true), failure);
        notSent(new Place(place, false), failure);
        LOG.warn("what was to be written for {} could not be sent", place, failure);
    }

    /**
     * Counts a failure to send the output of a transfer when it is unknown which of its records caused the output.
     *
     * @param partition of the topic of transfers
     * @param transferId in UTF-8
     */
    public synchronized void notSent(int partition, byte[] transferId, Throwable failure) {
        attributed.add(failure);
        notSent(new Id(partition, ByteBuffer.wrap(transferId)), failure);
        LOG.warn("what was to be remembered of a transfer of partition {} could not be sent", partition, failure);
    }

    private void notSent(Subject subject, Throwable failure) {
        if (failure instanceof RecordTooLargeException) {
            // A retry cannot succeed.
            put(
                    subject,
                    new Failure(
                            limit,
                            new StructuralDefect(
                                    Reason.TOO_LARGE,
                                    "what was to be written for it was refused: " + failure
                                            + "; compare max.message.bytes of the topics with: tradewatch topics check")));
        } else {
            count(
                    subject,
                    before -> "what was to be written for it could not be sent " + before
                            + " times, the last time with " + failure);
        }
    }

    /**
     * Counts a screening that may have exceeded the transaction timeout. If it did, the record is read again.
     *
     * @param seconds the duration of the screening, in s
     */
    public synchronized void slow(RecordLocation place, long seconds) {
        int times = count(
                new Place(place, true),
                before -> "screening was not committed " + before + " times, and took " + seconds + " s the last time");
        LOG.warn("screening {} took {} s, {} of {} times at most", place, seconds, times, limit);
    }

    private int count(Subject subject, IntFunction<String> detail) {
        Failure before = failed.get(subject);
        int times = before == null ? 1 : before.times() + 1;
        put(subject, new Failure(times, new StructuralDefect(Reason.FAILED, detail.apply(times))));
        return times;
    }

    private void put(Subject subject, Failure failure) {
        failed.remove(subject);
        failed.put(subject, failure);
        if (failed.size() > MOST) {
            failed.remove(failed.keySet().iterator().next());
        }
    }

    /**
     * Why a record is a dead letter; empty if it is to be screened.
     *
     * @param key the record's key, the transfer's id in UTF-8; null if it has none
     * @param isArrival whether the record has just arrived; false if it is screened again
     */
    public synchronized Optional<StructuralDefect> verdict(
            RecordLocation place, byte @Nullable [] key, boolean isArrival) {
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        Place subject = new Place(place, isArrival);
        if (key != null) {
            Id id = new Id(place.partition(), ByteBuffer.wrap(key));
            Failure ofTransfer = failed.get(id);
            if (ofTransfer != null && ofTransfer.times() >= limit) {
                // The failure is attributed to this record, so that later records of the transfer are not affected.
                failed.remove(id);
                put(subject, ofTransfer);
            }
        }
        Failure failure = failed.get(subject);
        return failure == null || failure.times() < limit ? Optional.empty() : Optional.of(failure.defect());
    }

    /**
     * Marks the records of a partition as slow: screening them may have exceeded the transaction timeout.
     *
     * @param through the offset of the last slow record
     */
    public synchronized void slow(TopicPartition partition, long through) {
        if (slow.merge(partition, through, Math::max) == through) {
            LOG.warn("records of {} through offset {} are slow; each is committed by itself", partition, through);
        }
        hasSlow = true;
    }

    /** Whether a record is committed separately. */
    public boolean isSlow(TopicPartition partition, long offset) {
        return hasSlow && isAmongSlow(partition, offset);
    }

    private synchronized boolean isAmongSlow(TopicPartition partition, long offset) {
        Long through = slow.get(partition);
        return through != null && offset <= through;
    }

    /** Clears the slow mark of a partition that has reached an offset: all slow records before it are committed. */
    public void passed(TopicPartition partition, long offset) {
        if (hasSlow) {
            clear(partition, offset);
        }
    }

    private synchronized void clear(TopicPartition partition, long offset) {
        Long through = slow.get(partition);
        if (through != null && offset > through) {
            slow.remove(partition);
            hasSlow = !slow.isEmpty();
        }
    }

    /** Marks an exception as handled: its cause is known and is not a record. */
    public synchronized void explained(Throwable failure) {
        attributed.add(failure);
    }

    /** Whether the cause of an exception is known: a record, or a problem that is handled. */
    public synchronized boolean isAttributed(Throwable failure) {
        return attributed.contains(failure);
    }
}
