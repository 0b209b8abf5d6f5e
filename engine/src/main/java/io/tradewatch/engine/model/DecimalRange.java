package io.tradewatch.engine.model;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Which decimals Tradewatch calculates with, and the one place where a decimal is read from text. A number of a few
 * characters, such as {@code 1e100000000}, can have more digits than any memory holds, and every calculation with it would
 * write them out; no such number gets past this class. What it lets through takes a bounded number of steps to calculate
 * with and to print. Immutable.
 *
 * @param integerDigits digits before the point at most, 1 to 100
 * @param decimals digits after the point at most, 0 to 100
 */
public record DecimalRange(int integerDigits, int decimals) {
    /** Quantities, masses, amounts and thresholds: what the contracts' {@code decimal(38, 9)} holds. */
    public static final DecimalRange AMOUNT = new DecimalRange(29, 9);

    /** A rate as alerts quote it: what the contracts' {@code decimal(38, 12)} holds. */
    public static final DecimalRange QUOTED_RATE = new DecimalRange(26, 12);

    /**
     * An exchange rate of a table. Tables carry rates as text, unrounded: the inverse of a rate may need more decimals
     * than alerts quote.
     */
    public static final DecimalRange RATE = new DecimalRange(26, 38);

    /** Characters of a number's text at most, zeros in front and behind included. */
    public static final int MOST_CHARACTERS = 200;

    private static final int MOST_DIGITS = 100;
    private static final Pattern FORM =
            Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,9})?");
    /** Slightly more than the binary logarithm of 10. */
    private static final double BITS_OF_A_DIGIT = 3.322;

    public DecimalRange {
        if (integerDigits < 1 || integerDigits > MOST_DIGITS || decimals < 0 || decimals > MOST_DIGITS) {
            throw new IllegalArgumentException("a range of " + integerDigits + " and " + decimals
                    + " digits, expected 1 to " + MOST_DIGITS + " before and 0 to " + MOST_DIGITS
                    + " after the point");
        }
    }

    /**
     * Reads a decimal.
     *
     * @param text ASCII digits with or without a sign, a point and an exponent
     * @return a number that {@linkplain #holds is held}; zero without an exponent
     * @throws IllegalArgumentException when the text is no such number; the message is to go behind the value's name
     */
    public BigDecimal parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException(
                    "has " + text.length() + " characters, expected at most " + MOST_CHARACTERS);
        }
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("is '" + text + "', expected a decimal number such as 1.5");
        }
        BigDecimal number = new BigDecimal(text);
        if (!holds(number)) {
            throw new IllegalArgumentException("is '" + text + "', which " + limits());
        }
        // Zero keeps its exponent through everything else, and could have a very long one.
        return number.signum() == 0 ? BigDecimal.ZERO : number;
    }

    /**
     * Whether a number can be written in this range exactly. Takes a bounded number of steps, whatever the number's
     * exponent; zero is held with any.
     */
    public boolean holds(BigDecimal number) {
        if (number.signum() == 0) {
            return true;
        }
        // Asking for the bits of a long number is cheap, for its digits is not.
        if (number.unscaledValue().bitLength() > mostBits()) {
            return false;
        }
        // Zeros at the end, dropped or not, leave this difference as it is.
        if ((long) number.precision() - number.scale() > integerDigits) {
            return false;
        }
        return number.scale() <= decimals || number.stripTrailingZeros().scale() <= decimals;
    }

    /** What is wrong with a number that is not held, for messages. */
    public String limits() {
        return "has too many digits, expected at most " + integerDigits + " before and " + decimals
                + " after the point";
    }

    /** No number of so many digits needs more bits. */
    private int mostBits() {
        return (int) Math.ceil((integerDigits + decimals) * BITS_OF_A_DIGIT);
    }
}
