package io.tradewatch.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Detects stalled partitions of transfers, in which a record waits and no offset is committed. A committed offset below
 * the end of a partition is no proof of a stall. The offsets between may be transaction markers, aborted records and
 * gaps, and Kafka Streams does not always commit beyond these. Therefore the log is read once before a partition counts
 * as stalled. It is read only up to its end at the begin of the wait: with little traffic, a record that has just
 * arrived is no stall. It is read well before the limit, so that a record that arrived while only markers waited is
 * found in time.
 *
 * <p><b>Threading notes.</b> One thread may use this class, except {@link #stalled}, which any thread may call.
 */
public final class StallDetector {
    /** The committed offset of a group that has committed nothing: every record waits. */
    public static final long NOTHING_COMMITTED = -1;

    /**
     * A partition counts as assigned for this time after its last sighting: a failed task disappears briefly and
     * resumes at the same record.
     */
    private static final Duration STILL_HERE = Duration.ofSeconds(15);

    /** The log is read after the limit divided by this number. */
    private static final int READ_AFTER = 4;

    private final Duration limit;
    private final LongSupplier nanoClock;
    private final Map<Integer, Course> courses = new HashMap<>();
    private volatile List<StalledPartition> stalled = List.of();

    /** Finds the records of a partition that are to be screened. */
    @FunctionalInterface
    public interface Log {
        /**
         * The first committed record from an offset on.
         *
         * @param from where to begin, or {@link #NOTHING_COMMITTED} for the first record
         * @param until where to end; exclusive
         * @return its offset; empty if there is none
         */
        OptionalLong firstRecord(int partition, long from, long until);
    }

    /**
     * A stalled partition.
     *
     * @param partition its number
     * @param record the offset of the first record that waits
     * @param since the minimum time that it has waited without a commit
     */
    public record StalledPartition(int partition, long record, Duration since) {}

    /** The state of a partition since its committed offset last changed. */
    private static final class Course {
        private final long committed;
        private long emptyUpTo;
        private boolean isWaiting;
        private long waitingSince;
        private long endThen;
        private OptionalLong record = OptionalLong.empty();
        private long lastHere;

        Course(long committed, long lastHere) {
            this.committed = committed;
            this.emptyUpTo = Math.max(0, committed);
            this.lastHere = lastHere;
        }

        void waitFrom(long now, long end) {
            isWaiting = true;
            waitingSince = now;
            endThen = end;
        }

        void isEmptyUpTo(long end) {
            isWaiting = false;
            emptyUpTo = end;
        }
    }

    /**
     * @param limit the longest time that a record may wait without a commit; more than zero
     * @param nanoClock a clock in ns, with an arbitrary origin
     */
    public StallDetector(Duration limit, LongSupplier nanoClock) {
        this.limit = limit;
        this.nanoClock = nanoClock;
    }

    /**
     * Updates the state of the partitions.
     *
     * @param here the partitions that this instance screens
     * @param ends by partition: the offset after the last committed record
     * @param committed by partition: the offset from which the group resumes; absent if the group has committed nothing
     */
    public void see(Set<Integer> here, Map<Integer, Long> ends, Map<Integer, Long> committed, Log log) {
        long now = nanoClock.getAsLong();
        courses.keySet().retainAll(new HashSet<>(ends.keySet()));
        ends.forEach((partition, end) -> {
            Course course = course(partition, committed.getOrDefault(partition, NOTHING_COMMITTED), now);
            if (here.contains(partition)) {
                course.lastHere = now;
            }
            follow(partition, course, end, now, log);
        });
        stalled = courses.entrySet().stream()
                .filter(each -> isStalled(each.getValue(), now))
                .map(each -> new StalledPartition(
                        each.getKey(),
                        each.getValue().record.getAsLong(),
                        Duration.ofNanos(now - each.getValue().waitingSince)))
                .collect(Collectors.toUnmodifiableList());
    }

    private boolean isStalled(Course course, long now) {
        return course.record.isPresent()
                && now - course.waitingSince >= limit.toNanos()
                && now - course.lastHere <= STILL_HERE.toNanos();
    }

    private Course course(int partition, long committed, long now) {
        Course known = courses.get(partition);
        if (known != null && known.committed == committed) {
            return known;
        }
        long neverHere = now - STILL_HERE.toNanos() - 1;
        Course begun = new Course(committed, known == null ? neverHere : known.lastHere);
        courses.put(partition, begun);
        return begun;
    }

    private void follow(int partition, Course course, long end, long now, Log log) {
        if (course.record.isPresent() || end <= course.emptyUpTo) {
            return;
        }
        if (!course.isWaiting) {
            course.waitFrom(now, end);
        } else if (now - course.waitingSince >= limit.toNanos() / READ_AFTER) {
            long from = course.emptyUpTo == 0 ? NOTHING_COMMITTED : course.emptyUpTo;
            course.record = log.firstRecord(partition, from, course.endThen);
            if (course.record.isEmpty()) {
                course.isEmptyUpTo(course.endThen);
                if (end > course.emptyUpTo) {
                    course.waitFrom(now, end);
                }
            }
        }
    }

    /** The stalled partitions of this instance. */
    public List<StalledPartition> stalled() {
        return stalled;
    }
}
