package io.tradewatch.cli.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

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

    /** The first day, in UTC; meaningless when {@linkplain #isEmpty nothing moved}. */
    LocalDate firstDay() {
        return day(first);
    }

    /** The last day, in UTC; meaningless when {@linkplain #isEmpty nothing moved}. */
    LocalDate lastDay() {
        return day(last);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** For example {@code 2018-06-14 to 2019-02-05}, or {@code nothing moved}. */
    @Override
    public String toString() {
        if (isEmpty()) {
            return "nothing moved";
        }
        return firstDay().equals(lastDay()) ? firstDay().toString() : firstDay() + " to " + lastDay();
    }
}
