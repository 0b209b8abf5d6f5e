package io.tradewatch.engine.model;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A range of decimals, and the parser of all decimals. A number of a few characters, such as {@code 1e100000000}, can
 * have more digits than fit into memory, and every calculation with it would expand them. This class rejects such
 * numbers. A calculation with an accepted number, and its output as text, take a bounded number of steps. Immutable.
 *
 * @param integerDigits the most digits before the point, 1 to 100
 * @param decimals the most digits after the point, 0 to 100
 */
public record DecimalRange(int integerDigits, int decimals) {
    /** The range of quantities, masses, amounts and thresholds: the contracts' {@code decimal(38, 9)}. */
    public static final DecimalRange AMOUNT = new DecimalRange(29, 9);

    /** The range of a rate in an alert: the contracts' {@code decimal(38, 12)}. */
    public static final DecimalRange QUOTED_RATE = new DecimalRange(26, 12);

    /**
     * The range of an exchange rate in a table. Tables hold rates as text, unrounded, because the inverse of a rate may
     * need more decimals than an alert has.
     */
    public static final DecimalRange RATE = new DecimalRange(26, 38);

    /** The longest text of a number, in characters, including leading and trailing zeros. */
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
     * @throws IllegalArgumentException when the text is not such a number; the message must follow the value's name
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
        // A zero keeps its exponent in all other steps, and the exponent could be very large.
        return number.signum() == 0 ? BigDecimal.ZERO : number;
    }

    /**
     * Whether this range can represent a number exactly. Takes a bounded number of steps, regardless of the number's
     * exponent; a zero with any exponent is in range.
     */
    public boolean holds(BigDecimal number) {
        if (number.signum() == 0) {
            return true;
        }
        // For a long number, the number of bits is cheap to compute, the number of digits is not.
        if (number.unscaledValue().bitLength() > mostBits()) {
            return false;
        }
        // Trailing zeros, removed or not, do not change this difference.
        if ((long) number.precision() - number.scale() > integerDigits) {
            return false;
        }
        return number.scale() <= decimals || number.stripTrailingZeros().scale() <= decimals;
    }

    /** The same number without zeros at its end, and without an exponent: {@code 2000} for {@code 2000.00} and {@code 2E+3}. */
    public static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The limits that a number out of range exceeds, for messages. */
    public String limits() {
        return "has too many digits, expected at most " + integerDigits + " before and " + decimals
                + " after the point";
    }

    /** Returns an upper bound of the bits for a number with the digits of this range. */
    private int mostBits() {
        return (int) Math.ceil((integerDigits + decimals) * BITS_OF_A_DIGIT);
    }
}
