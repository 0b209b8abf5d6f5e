package io.tradewatch.engine.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The range of days and times, the years 0001 to 9999, and their parser. Java parses years of up to nine digits; the
 * milliseconds and epoch days of such years do not fit into the fields of the contracts and of Kafka.
 */
public final class DayRange {
    /** The first day. */
    public static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    /** The last day. */
    public static final LocalDate LAST = LocalDate.of(9999, 12, 31);
    /**
     * The first plausible day. An earlier day is a placeholder, or a time in a unit other than milliseconds. Rule 10.
     */
    public static final LocalDate FIRST_PLAUSIBLE = LocalDate.of(1990, 1, 1);
    /** The range in words, for messages. */
    public static final String WORDS = "a year from 0001 to 9999";

    private static final Instant FIRST_INSTANT = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private DayRange() {}

    /**
     * Reads a day such as {@code 2024-02-18}.
     *
     * @throws DateTimeException when the text is not a day, or the day is out of range
     */
    public static LocalDate day(String text) {
        LocalDate day = LocalDate.parse(text);
        if (!holds(day)) {
            throw new DateTimeException("the day is " + text + ", expected " + WORDS);
        }
        return day;
    }

    /**
     * Reads a time in UTC such as {@code 2024-02-18T00:00:00Z}.
     *
     * @throws DateTimeException when the text is not a time, or the time is out of range
     */
    public static Instant instant(String text) {
        return require(Instant.parse(text));
    }

    /**
     * Returns the given time if it is in range.
     *
     * @throws DateTimeException when it is out of range
     */
    public static Instant require(Instant time) {
        if (!holds(time)) {
            throw new DateTimeException("the time is " + time + ", expected " + WORDS);
        }
        return time;
    }

    /** Whether a day is in range. */
    public static boolean holds(LocalDate day) {
        return !day.isBefore(FIRST) && !day.isAfter(LAST);
    }

    /** Whether a time is in range. */
    public static boolean holds(Instant time) {
        return !time.isBefore(FIRST_INSTANT) && time.isBefore(END);
    }
}
