package io.tradewatch.records;

import static io.tradewatch.records.StructuralDefect.Reason.DATE_OUT_OF_RANGE;
import static io.tradewatch.records.StructuralDefect.Reason.DECIMAL_OUT_OF_RANGE;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Which numbers and times the contracts can carry, in one place for JSON, Avro and the rules' types. */
final class Ranges {
    /** Digits of a decimal, before and after the point together. */
    static final int PRECISION = 38;
    /** Decimals of quantities, masses and amounts. */
    static final int AMOUNT_SCALE = 9;
    /** Decimals of exchange rates. */
    static final int RATE_SCALE = 12;

    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final Instant FIRST_INSTANT = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END_OF_TIME = Instant.parse("+10000-01-01T00:00:00Z");

    /** No number of 38 digits needs more bits; asking for the bits of a longer one is cheap, for its digits is not. */
    private static final int MAX_BITS = 127;

    private Ranges() {}

    static void require(@Nullable LocalDate date, String path) throws DefectFound {
        if (date != null && (date.isBefore(FIRST_DAY) || date.isAfter(LAST_DAY))) {
            throw new DefectFound(DATE_OUT_OF_RANGE, path + " is " + date + ", expected a year from 0001 to 9999");
        }
    }

    static void require(@Nullable Instant time, String path) throws DefectFound {
        if (time != null && (time.isBefore(FIRST_INSTANT) || !time.isBefore(END_OF_TIME))) {
            throw new DefectFound(DATE_OUT_OF_RANGE, path + " is " + time + ", expected a year from 0001 to 9999");
        }
    }

    /** Whether a day is in range, in days since 1970-01-01. */
    static boolean holdDay(int day) {
        return day >= FIRST_DAY.toEpochDay() && day <= LAST_DAY.toEpochDay();
    }

    /** Whether a time is in range, in ms since 1970-01-01T00:00:00Z. */
    static boolean holdMillis(long millis) {
        return millis >= FIRST_INSTANT.toEpochMilli() && millis < END_OF_TIME.toEpochMilli();
    }

    /** Whether two days, in days since 1970-01-01, can be the same instant's: in UTC and at some place on earth. */
    static boolean areDaysOfOneInstant(long day, long dayInUtc) {
        return Math.abs(day - dayInUtc) <= 1;
    }

    static void require(@Nullable BigDecimal number, String path) throws DefectFound {
        if (number != null && !fits(number, AMOUNT_SCALE)) {
            throw new DefectFound(DECIMAL_OUT_OF_RANGE, path + " " + limits(AMOUNT_SCALE));
        }
    }

    /** Whether a number can be written with that many decimals, exactly, in {@value #PRECISION} digits. */
    static boolean fits(BigDecimal number, int scale) {
        if (number.unscaledValue().bitLength() > MAX_BITS) {
            return false;
        }
        if (number.scale() == scale) {
            return number.precision() <= PRECISION;
        }
        if (number.signum() == 0) {
            return true;
        }
        BigDecimal plain = number.stripTrailingZeros();
        long integerDigits = (long) plain.precision() - plain.scale();
        return plain.scale() <= scale && integerDigits <= PRECISION - scale;
    }

    /** What a decimal field holds, for messages. */
    static String limits(int scale) {
        return "has too many digits, expected at most " + (PRECISION - scale) + " before and " + scale
                + " after the point";
    }
}
