package io.tradewatch.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time with its offset, or a date, which is its first moment in UTC. */
final class TimeOrDate implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String written) {
        try {
            return written.contains("T")
                    ? OffsetDateTime.parse(written).toInstant()
                    : LocalDate.parse(written).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + written + "' is no time; expected one like 2018-01-01 or 2018-01-01T00:00:00Z");
        }
    }
}
