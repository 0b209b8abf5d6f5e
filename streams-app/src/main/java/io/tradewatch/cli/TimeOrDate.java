package io.tradewatch.cli;

import io.tradewatch.engine.model.DayRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time with its offset, or a date, which stands for its first moment in UTC. */
public final class TimeOrDate implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String written) {
        try {
            return written.contains("T")
                    ? DayRange.require(OffsetDateTime.parse(written).toInstant())
                    : DayRange.day(written).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + written
                    + "' is not a valid time; expected one like 2018-01-01 or 2018-01-01T00:00:00Z, with "
                    + DayRange.WORDS);
        }
    }
}
