package io.tradewatch.topology;

import io.tradewatch.records.StructuralDefect;
import io.tradewatch.records.StructuralDefect.Reason;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which records failed, how often and why, and gives a record up that failed too often. It outlives stream
 * threads, which are replaced after a failure and read the same record again.
 *
 * <p>Where a failure shows only later, when what was written is sent or committed, it is not known which record it belongs
 * to. Then the records of the partition up to there are <i>suspects</i>: each is committed by itself until one fails alone.
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
    private final Map<Key, Failure> failed = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> suspects = new HashMap<>();
    private final Set<Throwable> attributed = Collections.newSetFromMap(new WeakHashMap<>());
    private volatile boolean hasSuspects;

    /** A record that came in, or the same record that is screened again, which fails by itself. */
    private record Key(Origin place, boolean isArrival) {}

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
    RecordInHand inHand(TopicPartition partition) {
        if (folder == null) {
            return RecordInHand.inMemory();
        }
        RecordInHand inHand = RecordInHand.in(folder.resolve(partition.toString()));
        long times = inHand.timesEndedWith(inHand.endedWith());
        if (times > 0) {
            processEnded(new Origin(partition.topic(), partition.partition(), inHand.endedWith()), (int) times);
        }
        return inHand;
    }

    private synchronized void processEnded(Origin place, int times) {
        LOG.warn(
                "the process ended {} times in a row while {} was being screened; after {} times the record becomes a dead"
                        + " letter",
                times,
                place,
                limit);
        put(
                new Key(place, true),
                new Failure(
                        times,
                        new StructuralDefect(
                                Reason.FAILED,
                                "the process ended " + times + " times while the record was being screened")));
    }

    /**
     * A record failed by itself.
     *
     * @param isArrival whether it had just come in; otherwise it was screened again
     */
    synchronized void failed(Origin place, boolean isArrival, Throwable failure) {
        int times = count(
                place,
                isArrival,
                Reason.FAILED,
                before -> "screening failed " + before + " times, the last time with " + failure);
        attributed.add(failure);
        LOG.warn("screening {} failed, {} of {} times at most", place, times, limit, failure);
    }

    /** What was written for a record could not be sent, on whatever occasion it was screened. */
    synchronized void notSent(Origin place, Throwable failure) {
        failed(place, true, failure);
        failed(place, false, failure);
    }

    /** What was written for a record was refused as too large; that does not get better. */
    synchronized void refusedAsTooLarge(Origin place, Throwable failure) {
        attributed.add(failure);
        Failure refused = new Failure(
                limit,
                new StructuralDefect(
                        Reason.TOO_LARGE,
                        "what was to be written for it was refused: " + failure
                                + "; compare max.message.bytes of the topics with: tradewatch topics check"));
        put(new Key(place, true), refused);
        put(new Key(place, false), refused);
        LOG.warn("what was to be written for {} was refused as too large", place, failure);
    }

    /**
     * Screening a record took so long that its transaction may have ended meanwhile. If that was so, the record is read
     * again.
     *
     * @param seconds how long it took
     */
    synchronized void slow(Origin place, long seconds) {
        int times = count(
                place,
                true,
                Reason.FAILED,
                before -> "screening was not committed " + before + " times, and took " + seconds + " s the last time");
        LOG.warn("screening {} took {} s, {} of {} times at most", place, seconds, times, limit);
    }

    private int count(Origin place, boolean isArrival, Reason reason, IntFunction<String> detail) {
        Key key = new Key(place, isArrival);
        Failure before = failed.get(key);
        int times = before == null ? 1 : before.times() + 1;
        put(key, new Failure(times, new StructuralDefect(reason, detail.apply(times))));
        return times;
    }

    private void put(Key key, Failure failure) {
        failed.remove(key);
        failed.put(key, failure);
        if (failed.size() > MOST) {
            failed.remove(failed.keySet().iterator().next());
        }
    }

    /** Why a record is given up; empty where it is to be screened. */
    synchronized Optional<StructuralDefect> verdict(Origin place, boolean isArrival) {
        Failure failure = failed.get(new Key(place, isArrival));
        return failure == null || failure.times() < limit ? Optional.empty() : Optional.of(failure.defect());
    }

    /**
     * Some record of a partition failed, but it is not known which.
     *
     * @param through the offset of the last that may have
     * @param why what failed; null where it is only likely to
     */
    synchronized void suspect(TopicPartition partition, long through, @Nullable Throwable why) {
        if (why != null) {
            attributed.add(why);
        }
        if (suspects.merge(partition, through, Math::max) == through) {
            LOG.warn(
                    "records of {} through offset {} are committed one by one, to find one that fails",
                    partition,
                    through);
        }
        hasSuspects = true;
    }

    /** Whether a record is committed by itself. */
    boolean isSuspect(TopicPartition partition, long offset) {
        return hasSuspects && isAmongSuspects(partition, offset);
    }

    private synchronized boolean isAmongSuspects(TopicPartition partition, long offset) {
        Long through = suspects.get(partition);
        return through != null && offset <= through;
    }

    /** A partition has come to an offset: suspects before it are committed. */
    void passed(TopicPartition partition, long offset) {
        if (hasSuspects) {
            clear(partition, offset);
        }
    }

    private synchronized void clear(TopicPartition partition, long offset) {
        Long through = suspects.get(partition);
        if (through != null && offset > through) {
            suspects.remove(partition);
            hasSuspects = !suspects.isEmpty();
        }
    }

    /** Whether an exception is known to come of a record, or of one of its suspects. */
    synchronized boolean isAttributed(Throwable failure) {
        return attributed.contains(failure);
    }
}
