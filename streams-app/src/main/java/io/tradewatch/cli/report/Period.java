package io.tradewatch.cli.report;

import java.time.Instant;

/**
 * When the goods of a run moved, from the first movement to the last.
 *
 * <p>Threading notes: for one thread.
 */
public final class Period {
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    /** Adds a movement. */
    public void add(Instant time) {
        first = time.isBefore(first) ? time : first;
        last = time.isAfter(last) ? time : last;
    }

    /** Whether nothing moved. */
    boolean isEmpty() {
        return last.isBefore(first);
    }

    /** The first movement; meaningless when {@linkplain #isEmpty nothing moved}. */
    Instant first() {
        return first;
    }

    /** The last movement; meaningless when {@linkplain #isEmpty nothing moved}. */
    Instant last() {
        return last;
    }

    /** For example {@code 2018-06-14T00:00:00Z to 2019-02-05T00:00:00Z}, or {@code nothing moved}. */
    @Override
    public String toString() {
        if (isEmpty()) {
            return "nothing moved";
        }
        return first.equals(last) ? first.toString() : first + " to " + last;
    }
}
