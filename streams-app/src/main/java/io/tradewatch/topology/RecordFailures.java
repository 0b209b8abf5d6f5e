package io.tradewatch.topology;

import io.tradewatch.records.StructuralDefect;
import io.tradewatch.records.StructuralDefect.Reason;
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
 * Remembers which records failed, how often and why, and gives a record up that failed too often. It outlives stream
 * threads, which are replaced after a failure and read the same record again.
 *
 * <p>Records that together took so long that their transaction may have ended are <i>slow</i>: where they are read again, each
 * comes and is committed by itself.
 *
 * <p><b>Threading notes.</b> Safe for use by several threads; state is guarded by this object's lock.
 */
final class RecordFailures {
    /** Under this name it is handed to what Kafka makes of a class name. */
    static final String PROPERTY = "tradewatch.record.failures";

    private static final Logger LOG = LoggerFactory.getLogger(RecordFailures.class);

    /** So many records are remembered; of more, those that failed longest ago are forgotten. */
    private static final int MOST = 10_000;

    private final int limit;
    private final @Nullable Path folder;
    private final Map<Subject, Failure> failed = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> slow = new HashMap<>();
    private final Set<Throwable> attributed = Collections.newSetFromMap(new WeakHashMap<>());
    private volatile boolean hasSlow;

    /** What failed. */
    private sealed interface Subject {}

    /** A record that came in, or the same record that is screened again, which fails by itself. */
    private record Place(int partition, long offset, boolean isArrival) implements Subject {
        Place(RecordLocation place, boolean isArrival) {
            this(place.partition(), place.offset(), isArrival);
        }
    }

    /** Some record of a transfer: its id in UTF-8. */
    private record Id(int partition, ByteBuffer transferId) implements Subject {}

    private record Failure(int times, StructuralDefect defect) {}

    /**
     * @param limit how often a record may fail before it is given up, 1 or more
     * @param folder where the records are noted that are being screened; null: nowhere
     */
    RecordFailures(int limit, @Nullable Path folder) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit is " + limit + ", expected 1 or more");
        }
        this.limit = limit;
        this.folder = folder;
    }

    /** Notes which record of a partition is being screened; tells of the one that the process ended with, if it did. */
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
     * Screening a record failed.
     *
     * @param isArrival whether it had just come in; otherwise it was screened again
     */
    synchronized void failed(RecordLocation place, boolean isArrival, Throwable failure) {
        int times = count(
                new Place(place, isArrival),
                before -> "screening failed " + before + " times, the last time with " + failure);
        attributed.add(failure);
        LOG.warn("screening {} failed, {} of {} times at most", place, times, limit, failure);
    }

    /** What was written for a record could not be sent, on whatever occasion it was screened. */
    synchronized void notSent(RecordLocation place, Throwable failure) {
        attributed.add(failure);
        notSent(new Place(place, true), failure);
        notSent(new Place(place, false), failure);
        LOG.warn("what was to be written for {} could not be sent", place, failure);
    }

    /**
     * What was written for a transfer could not be sent, and it is not known for which of its records.
     *
     * @param partition of the topic of transfers
     * @param transferId in UTF-8
     */
    synchronized void notSent(int partition, byte[] transferId, Throwable failure) {
        attributed.add(failure);
        notSent(new Id(partition, ByteBuffer.wrap(transferId)), failure);
        LOG.warn("what was to be remembered of a transfer of partition {} could not be sent", partition, failure);
    }

    private void notSent(Subject subject, Throwable failure) {
        if (failure instanceof RecordTooLargeException) {
            // That does not get better.
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
     * Screening a record took so long that its transaction may have ended meanwhile. If that was so, the record is read
     * again.
     *
     * @param seconds how long it took
     */
    synchronized void slow(RecordLocation place, long seconds) {
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
     * Why a record is given up; empty where it is to be screened.
     *
     * @param key the record's key, the transfer's id in UTF-8
     * @param isArrival whether it has just come in; otherwise it is screened again
     */
    synchronized Optional<StructuralDefect> verdict(RecordLocation place, byte @Nullable [] key, boolean isArrival) {
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        Place subject = new Place(place, isArrival);
        if (key != null) {
            Id id = new Id(place.partition(), ByteBuffer.wrap(key));
            Failure ofTransfer = failed.get(id);
            if (ofTransfer != null && ofTransfer.times() >= limit) {
                // It was this record. Later ones of the transfer are others.
                failed.remove(id);
                put(subject, ofTransfer);
            }
        }
        Failure failure = failed.get(subject);
        return failure == null || failure.times() < limit ? Optional.empty() : Optional.of(failure.defect());
    }

    /**
     * Records of a partition took so long that their transaction may have ended meanwhile.
     *
     * @param through the offset of the last
     */
    synchronized void slow(TopicPartition partition, long through) {
        if (slow.merge(partition, through, Math::max) == through) {
            LOG.warn("records of {} through offset {} are slow; each is committed by itself", partition, through);
        }
        hasSlow = true;
    }

    /** Whether a record is committed by itself. */
    boolean isSlow(TopicPartition partition, long offset) {
        return hasSlow && isAmongSlow(partition, offset);
    }

    private synchronized boolean isAmongSlow(TopicPartition partition, long offset) {
        Long through = slow.get(partition);
        return through != null && offset <= through;
    }

    /** A partition has come to an offset: slow records before it are committed. */
    void passed(TopicPartition partition, long offset) {
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

    /** An exception has a cause that is dealt with, and says nothing of a record. */
    synchronized void explained(Throwable failure) {
        attributed.add(failure);
    }

    /** Whether an exception is known to come of a record, or of something that is dealt with. */
    synchronized boolean isAttributed(Throwable failure) {
        return attributed.contains(failure);
    }
}
