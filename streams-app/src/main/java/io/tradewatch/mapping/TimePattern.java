package io.tradewatch.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times in formats other than ISO 8601. A day that does not exist is refused, and not moved to the end of
 * its month. A two-digit year is the latest matching year up to next year, because declared events are past or imminent.
 *
 * @param written the pattern as written, for messages
 * @param formatter the same, compiled
 * @param zone the time zone of times without one
 * @param day the day that stands for a month or a year; null: the pattern has days
 */
public record TimePattern(
        String written,
        DateTimeFormatter formatter,
        ZoneId zone,
        @Nullable PeriodDay day) {
    private static final int CENTURY = 100;
    private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2024, 2, 18, 13, 45, 36, 0, ZoneId.of("UTC"));

    /**
     * A pattern.
     *
     * @param day the day that stands for a month or a year; null: the pattern has days
     * @param today the reference date of two-digit years
     */
    static TimePattern of(String pattern, String zone, @Nullable PeriodDay day, LocalDate today)
            throws MappingException {
        TimePattern compiled;
        try {
            compiled = new TimePattern(pattern, compiled(pattern, today), ZoneId.of(zone), day);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MappingException("has a format or zone that cannot be read: " + e.getMessage());
        }
        compiled.requireDates();
        return compiled;
    }

    private static DateTimeFormatter compiled(String pattern, LocalDate today) {
        boolean hasEra = letters(pattern).indexOf('G') >= 0;
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
        StringBuilder piece = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); ) {
            char one = pattern.charAt(i);
            int end = i + 1;
            if (one == '\'') {
                quoted = !quoted;
            }
            if (quoted || (one != 'y' && one != 'u')) {
                piece.append(one);
                i = end;
                continue;
            }
            while (end < pattern.length() && pattern.charAt(end) == one) {
                end++;
            }
            if (end - i == 2 && !hasEra) {
                builder.appendPattern(piece.toString());
                piece.setLength(0);
                builder.appendValueReduced(ChronoField.YEAR, 2, 2, today.getYear() + 2 - CENTURY);
            } else {
                // In strict resolution, a year without an era must be proleptic.
                piece.append(String.valueOf(hasEra ? one : 'u').repeat(end - i));
            }
            i = end;
        }
        return builder.appendPattern(piece.toString())
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static String letters(String pattern) {
        return pattern.replaceAll("'[^']*'", "");
    }

    /** A pattern such as yyyy-mm-dd reads minutes, and cannot read a date. */
    private void requireDates() throws MappingException {
        if (day == null && !keepsTheDay()) {
            throw new MappingException(
                    "has the format " + written + ", which cannot be read: it gives no date; expected"
                            + " a pattern like dd.MM.yyyy (d day, M month, y year, H hour, m minute), or 'day: first' or"
                            + " 'day: last' with a month or a year");
        }
        if (day != null
                && (keepsTheDay() || period(day, SAMPLE.format(formatter)).isEmpty())) {
            throw new MappingException(
                    "has a day and the format " + written + ", expected one of a month or a year, such as yyyyMM");
        }
    }

    private boolean keepsTheDay() {
        try {
            return LocalDate.parse(SAMPLE.format(formatter), formatter).equals(SAMPLE.toLocalDate());
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The day that stands for a month or a year; empty when the text is neither. */
    private Optional<LocalDate> period(PeriodDay which, String text) {
        try {
            return Optional.of(which.of(formatter.parseBest(text, YearMonth::from, Year::from)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The date, or the time with its offset, which keeps the local calendar day; a date stands for its first moment in the
     * zone. Empty when the text does not match the pattern.
     */
    Optional<String> read(String text, boolean isDate) {
        if (day != null) {
            return period(day, text)
                    .map(date -> isDate ? date.toString() : startOf(date).toString());
        }
        try {
            return Optional.of(isDate ? LocalDate.parse(text, formatter).toString() : time(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private String time(String text) {
        TemporalAccessor parsed = formatter.parseBest(
                text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (parsed instanceof ZonedDateTime time) {
            return time.toOffsetDateTime().toString();
        }
        if (parsed instanceof OffsetDateTime time) {
            return time.toString();
        }
        return parsed instanceof LocalDate date
                ? startOf(date).toString()
                : LocalDateTime.from(parsed).atZone(zone).toOffsetDateTime().toString();
    }

    private OffsetDateTime startOf(LocalDate date) {
        return date.atStartOfDay(zone).toOffsetDateTime();
    }
}
