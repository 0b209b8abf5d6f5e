package io.tradewatch.engine.model;

/**
 * A commodity code, or the beginning of one, as a measure lists it.
 *
 * @param digits 2 to 14 ASCII digits, even in number, or empty for {@link #ANY}
 * @param ex true when the measure covers only part of the code (written {@code ex 8903})
 */
public record CommodityPrefix(String digits, boolean ex) {
    /** All goods, written {@code *}. */
    public static final CommodityPrefix ANY = new CommodityPrefix("", false);

    public CommodityPrefix {
        if (digits.isEmpty() ? ex : !isWellFormed(digits)) {
            throw new IllegalArgumentException(
                    "'" + digits + "' is not a commodity code prefix; expected 2 to 14 digits, even in number");
        }
    }

    /**
     * Reads a prefix as measure files and records write it.
     *
     * @param written {@code *}, digits such as {@code 8703}, or {@code ex 8703}; dots and blanks between digits are not
     *     allowed
     * @throws IllegalArgumentException when it is none of these
     */
    public static CommodityPrefix parse(String written) {
        if (written.equals("*")) {
            return ANY;
        }
        boolean ex = written.startsWith("ex ");
        return new CommodityPrefix(ex ? written.substring(3) : written, ex);
    }

    /** Whether this prefix stands for all goods. */
    public boolean isAny() {
        return digits.isEmpty();
    }

    /** The digits alone, or {@code *}: the form of {@code matchedCommodity}. */
    public String code() {
        return isAny() ? "*" : digits;
    }

    /** The prefix as measure files write it. */
    public String written() {
        return ex ? "ex " + digits : code();
    }

    private static boolean isWellFormed(String digits) {
        if (digits.length() < 2 || digits.length() > 14 || digits.length() % 2 != 0) {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
