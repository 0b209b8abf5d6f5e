package io.tradewatch.topology;

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
 * Notices partitions of transfers in which a record waits and nothing is committed. An offset below the end of a partition
 * is not enough: what lies between may be markers of transactions, aborted records and gaps, which Kafka Streams does not
 * always commit past. So the log is read once before a partition is held to stand still, and only up to where it ended
 * when the wait began: with little traffic, what has just come in is no standstill. It is read well before the limit, so
 * that a record which came while only markers waited is found in time.
 *
 * <p><b>Threading notes.</b> For one thread, but for {@link #standing}, which any thread may call.
 */
final class StallDetector {
    /** What stands for the offset of a group that has committed nothing: every record waits. */
    static final long NOTHING_COMMITTED = -1;

    /** A task that fails is gone for a moment, and comes back at the same record. */
    private static final Duration STILL_HERE = Duration.ofSeconds(15);

    /** After this part of the limit the log is read. */
    private static final int READ_AFTER = 4;

    private final Duration limit;
    private final LongSupplier nanoClock;
    private final Map<Integer, Course> courses = new HashMap<>();
    private volatile List<Standing> standing = List.of();

    /** Finds what is to be screened in a partition. */
    @FunctionalInterface
    interface Log {
        /**
         * The first committed record from an offset on.
         *
         * @param from where to begin, or {@link #NOTHING_COMMITTED} for the first record
         * @param until where to end; exclusive
         * @return its offset; empty where there is none
         */
        OptionalLong firstRecord(int partition, long from, long until);
    }

    /**
     * A partition that stands still.
     *
     * @param partition its number
     * @param record the offset of the first record that waits
     * @param since how long nothing was committed while it waited, at least
     */
    record Standing(int partition, long record, Duration since) {}

    /** How a partition has gone since its committed offset last moved. */
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
     * @param limit how long a record may wait while nothing is committed; more than zero
     * @param nanoClock a clock in ns, from any begin
     */
    StallDetector(Duration limit, LongSupplier nanoClock) {
        this.limit = limit;
        this.nanoClock = nanoClock;
    }

    /**
     * Takes in how the partitions are.
     *
     * @param here the partitions that this instance screens
     * @param ends by partition: the offset after the last committed record
     * @param committed by partition: the offset that the group goes on at; absent where it has committed nothing
     */
    void see(Set<Integer> here, Map<Integer, Long> ends, Map<Integer, Long> committed, Log log) {
        long now = nanoClock.getAsLong();
        courses.keySet().retainAll(new HashSet<>(ends.keySet()));
        ends.forEach((partition, end) -> {
            Course course = course(partition, committed.getOrDefault(partition, NOTHING_COMMITTED), now);
            if (here.contains(partition)) {
                course.lastHere = now;
            }
            follow(partition, course, end, now, log);
        });
        standing = courses.entrySet().stream()
                .filter(each -> standsStill(each.getValue(), now))
                .map(each -> new Standing(
                        each.getKey(),
                        each.getValue().record.getAsLong(),
                        Duration.ofNanos(now - each.getValue().waitingSince)))
                .collect(Collectors.toUnmodifiableList());
    }

    private boolean standsStill(Course course, long now) {
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

    /** The partitions of this instance that stand still. */
    List<Standing> standing() {
        return standing;
    }
}
