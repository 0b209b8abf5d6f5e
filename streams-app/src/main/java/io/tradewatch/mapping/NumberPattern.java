package io.tradewatch.mapping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers in a file's format. A text that does not match the format exactly is not a number: nothing is guessed. */
public final class NumberPattern {
    /** Numbers in the exchange format: {@code 1234.56}. */
    static final NumberPattern PLAIN =
            new NumberPattern(Pattern.compile(form("\\.", "")), List.of(), null, null, "1234.56");

    private static final int MOST_DECIMALS = 9;
    private static final int LONGEST = 200;
    private static final BigDecimal LARGEST_FACTOR = new BigDecimal("1000000000");

    private final Pattern form;
    private final List<String> signs;
    private final @Nullable Integer decimals;
    private final @Nullable BigDecimal times;
    private final String example;

    private NumberPattern(
            Pattern form, List<String> signs, @Nullable Integer decimals, @Nullable BigDecimal times, String example) {
        this.form = form;
        this.signs = signs;
        this.decimals = decimals;
        this.times = times;
        this.example = example;
    }

    /**
     * A format.
     *
     * @param decimalComma whether the decimal separator is a comma; otherwise a dot
     * @param thousands the thousands separator; null: a dot with a decimal comma, otherwise none
     * @param signs texts allowed before or after the number, such as a currency sign
     * @param decimals to round to, half to even; null: not rounded
     * @param times what one of the file's units is worth, such as 1000 for thousands; null: 1
     * @throws MappingException when it contradicts itself; the message follows the field's name
     */
    static NumberPattern of(
            boolean decimalComma,
            @Nullable String thousands,
            List<String> signs,
            @Nullable Integer decimals,
            @Nullable String times)
            throws MappingException {
        if (decimals != null && (decimals < 0 || decimals > MOST_DECIMALS)) {
            throw new MappingException("has decimals " + decimals + ", expected 0 to " + MOST_DECIMALS);
        }
        char decimalMark = decimalComma ? ',' : '.';
        String between = thousands != null ? thousands : decimalComma ? "." : "";
        if (between.indexOf(decimalMark) >= 0) {
            throw new MappingException("has thousands '" + between + "', which is what stands before the decimals");
        }
        String mark = switch (between) {
            case "" -> "";
            case "," -> ",";
            case "." -> "\\.";
            case "'" -> "['\u2019]";
            case " " -> "[ \u00A0\u2009\u202F]";
            default ->
                throw new MappingException("has thousands '" + between + "', expected ',', '.', ' ' or an apostrophe");
        };
        List<String> longestFirst = new ArrayList<>(signs);
        longestFirst.sort(Comparator.comparing(String::length).reversed());
        return new NumberPattern(
                Pattern.compile(form(decimalComma ? "," : "\\.", mark)),
                List.copyOf(longestFirst),
                decimals,
                times == null ? null : factor(times),
                "1" + between + "234" + decimalMark + "56");
    }

    private static BigDecimal factor(String times) throws MappingException {
        BigDecimal factor = number(times).orElse(BigDecimal.ZERO);
        if (factor.signum() <= 0 || factor.compareTo(LARGEST_FACTOR) > 0 || factor.scale() > MOST_DECIMALS) {
            throw new MappingException("has times " + times + ", expected a number above 0 and up to "
                    + LARGEST_FACTOR.toPlainString() + ", such as 1000 for thousands");
        }
        return factor;
    }

    private static String form(String decimalMark, String thousands) {
        String grouped = thousands.isEmpty() ? "" : "|[0-9]{1,3}(?:" + thousands + "[0-9]{3})+";
        return "([+\u2212-]?)([0-9]+" + grouped + ")(?:" + decimalMark + "([0-9]+))?([eE][+-]?[0-9]{1,2})?";
    }

    /** The number in the exchange format; empty when the text does not match the format. */
    Optional<String> plain(String text) {
        Matcher number = form.matcher(withoutSigns(text));
        if (text.length() > LONGEST || !number.matches()) {
            return Optional.empty();
        }
        String minus = number.group(1).isEmpty() || number.group(1).equals("+") ? "" : "-";
        String whole = number.group(2).replaceAll("[^0-9]", "");
        String fraction = number.group(3) == null ? "" : "." + number.group(3);
        String exponent = number.group(4) == null ? "" : number.group(4);
        return Optional.of(rounded(minus + whole + fraction + exponent));
    }

    /** The number of a text in the exchange format; empty when it is not one. */
    public static Optional<BigDecimal> number(String text) {
        return PLAIN.plain(text).map(BigDecimal::new);
    }

    /** A number that is already one, in the exchange format. */
    String plain(BigDecimal number) {
        return rounded(number.toPlainString());
    }

    /** An example number in this format, for messages. */
    String example() {
        return example;
    }

    private String withoutSigns(String text) {
        for (String sign : signs) {
            if (text.startsWith(sign)) {
                return Cells.value(text.substring(sign.length()));
            }
            if (text.endsWith(sign)) {
                return Cells.value(text.substring(0, text.length() - sign.length()));
            }
        }
        return text;
    }

    private String rounded(String number) {
        if (decimals == null && times == null) {
            return number;
        }
        BigDecimal exact = times == null ? new BigDecimal(number) : new BigDecimal(number).multiply(times);
        return decimals == null || exact.scale() <= decimals
                ? exact.toPlainString()
                : exact.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
}
