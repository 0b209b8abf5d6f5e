package io.tradewatch.cli;

import io.tradewatch.engine.model.DayRange;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.LongFunction;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the values of options and parameters: one converter for each type, so that every command says in the same words what is
 * wrong and what is expected.
 */
final class OptionValues {
    private OptionValues() {}

    /** Makes a command and all its subcommands read values this way. */
    static CommandLine addTo(CommandLine line) {
        ITypeConverter<Integer> integer =
                written -> number(written, Integer.MIN_VALUE, Integer.MAX_VALUE, v -> (int) v);
        ITypeConverter<Short> small = written -> number(written, Short.MIN_VALUE, Short.MAX_VALUE, v -> (short) v);
        return line.registerConverter(LocalDate.class, OptionValues::day)
                .registerConverter(Instant.class, OptionValues::time)
                .registerConverter(Integer.class, integer)
                .registerConverter(int.class, integer)
                .registerConverter(Short.class, small)
                .registerConverter(Path.class, OptionValues::path);
    }

    private static LocalDate day(String written) {
        try {
            return DayRange.day(written);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + written + "' is not a day; expected one like 2018-01-01, with " + DayRange.WORDS);
        }
    }

    /** Reads a time with its offset, or a date, which stands for its first moment in UTC. */
    private static Instant time(String written) {
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

    private static <T> T number(String written, long least, long most, LongFunction<T> as) {
        try {
            long value = Long.parseLong(written);
            if (value >= least && value <= most) {
                return as.apply(value);
            }
        } catch (NumberFormatException e) {
            // Reported below, together with numbers out of range.
        }
        throw new TypeConversionException(
                "'" + written + "' is not a whole number that is possible here; expected one like 6, at most " + most);
    }

    private static Path path(String written) {
        try {
            return Path.of(written);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + written
                    + "' cannot be the name of a file or folder on this system; expected one like folder/name");
        }
    }
}
