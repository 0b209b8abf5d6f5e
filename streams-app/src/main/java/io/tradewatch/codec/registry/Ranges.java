package io.tradewatch.codec.registry;

import static io.tradewatch.codec.registry.StructuralDefect.Reason.DATE_OUT_OF_RANGE;
import static io.tradewatch.codec.registry.StructuralDefect.Reason.DECIMAL_OUT_OF_RANGE;

import io.tradewatch.engine.model.DayRange;
import io.tradewatch.engine.model.DecimalRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The ranges of numbers and times in the contracts, shared by JSON, Avro and the engine's types. */
public final class Ranges {
    /** The number of digits of a decimal, before and after the point together. */
    public static final int PRECISION = 38;

    private static final long FIRST_DAY = DayRange.FIRST.toEpochDay();
    private static final long LAST_DAY = DayRange.LAST.toEpochDay();
    private static final long FIRST_MILLI =
            DayRange.FIRST.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    private static final long END_MILLI =
            DayRange.LAST.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();

    private Ranges() {}

    public static void require(@Nullable LocalDate date, String path) throws DefectFound {
        if (date != null && !DayRange.holds(date)) {
            throw new DefectFound(DATE_OUT_OF_RANGE, path + " is " + date + ", expected " + DayRange.WORDS);
        }
    }

    public static void require(@Nullable Instant time, String path) throws DefectFound {
        if (time != null && !DayRange.holds(time)) {
            throw new DefectFound(DATE_OUT_OF_RANGE, path + " is " + time + ", expected " + DayRange.WORDS);
        }
    }

    /** Whether a day is in range, in days since 1970-01-01. */
    public static boolean holdDay(int day) {
        return day >= FIRST_DAY && day <= LAST_DAY;
    }

    /** Whether a time is in range, in ms since 1970-01-01T00:00:00Z. */
    public static boolean holdMillis(long millis) {
        return millis >= FIRST_MILLI && millis < END_MILLI;
    }

    /**
     * Whether two days, in days since 1970-01-01, can belong to one instant: one in UTC, the other anywhere on earth.
     */
    public static boolean areDaysOfOneInstant(long day, long dayInUtc) {
        return Math.abs(day - dayInUtc) <= 1;
    }

    public static void require(@Nullable BigDecimal number, String path) throws DefectFound {
        if (number != null && !DecimalRange.AMOUNT.holds(number)) {
            throw new DefectFound(DECIMAL_OUT_OF_RANGE, path + " " + DecimalRange.AMOUNT.limits());
        }
    }

    /** Returns the range of a contract's decimal field with a number of decimals. */
    public static DecimalRange ofScale(int scale) {
        return scale == DecimalRange.AMOUNT.decimals()
                ? DecimalRange.AMOUNT
                : new DecimalRange(PRECISION - scale, scale);
    }
}
