package io.tradewatch.cli.transfers;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * Reads dates and times that are not written as ISO 8601.
 *
 * @param written the pattern as written, for messages
 * @param formatter the same, compiled
 * @param zone the time zone of times that name none
 */
record TimePattern(String written, DateTimeFormatter formatter, ZoneId zone) {
    static TimePattern of(String pattern, String zone) throws MappingException {
        try {
            return new TimePattern(pattern, DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH), ZoneId.of(zone));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MappingException("has a format or zone that cannot be read: " + e.getMessage());
        }
    }

    /** @throws DateTimeException when the text does not follow the pattern */
    String date(String text) {
        return LocalDate.parse(text, formatter).toString();
    }

    /** The instant; a date is its first moment in the zone. */
    String instant(String text) {
        TemporalAccessor parsed = formatter.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (parsed instanceof OffsetDateTime time) {
            return time.toInstant().toString();
        }
        ZonedDateTime time = parsed instanceof LocalDate date
                ? date.atStartOfDay(zone)
                : LocalDateTime.from(parsed).atZone(zone);
        return time.toInstant().toString();
    }
}
