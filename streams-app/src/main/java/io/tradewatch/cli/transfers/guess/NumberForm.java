package io.tradewatch.cli.transfers.guess;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the form in which the numbers of a column are written. */
final class NumberForm {
    /** What may stand around a number: a sign of a currency, its code, a unit. */
    private static final Pattern SIGNED =
            Pattern.compile("(\\p{Sc}|[A-Za-z]{1,4}\\.?)?\\s*([-+−]?[0-9].*?)\\s*(\\p{Sc}|[A-Za-z]{1,4}\\.?)?");

    private static final Pattern BLANKS = Pattern.compile("[ \u00A0\u2009\u202F]");

    /** A way to write numbers, and what a mapping says of it. */
    private enum Style {
        PLAIN("[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]{1,2})?", "numbers like 1234.56"),
        COMMA("[0-9]+(?:,[0-9]+)?", "a comma before the decimals", "decimalComma: true"),
        DOTS_AND_COMMA(
                "[0-9]{1,3}(?:\\.[0-9]{3})*(?:,[0-9]+)?",
                "dots between thousands, a comma before the decimals", "decimalComma: true"),
        COMMAS("[0-9]{1,3}(?:,[0-9]{3})*(?:\\.[0-9]+)?", "commas between thousands", "thousands: \",\""),
        BLANKS_AND_COMMA(
                "[0-9]{1,3}(?: [0-9]{3})*(?:,[0-9]+)?",
                "blanks between thousands, a comma before the decimals", "thousands: \" \"", "decimalComma: true"),
        BLANKS_AND_DOT("[0-9]{1,3}(?: [0-9]{3})*(?:\\.[0-9]+)?", "blanks between thousands", "thousands: \" \""),
        APOSTROPHES("[0-9]{1,3}(?:['’][0-9]{3})*(?:\\.[0-9]+)?", "apostrophes between thousands", "thousands: \"'\"");

        private final Pattern form;
        private final String words;
        private final List<String> options;

        Style(String form, String words, String... options) {
            this.form = Pattern.compile("[-+−]?(?:" + form + ")");
            this.words = words;
            this.options = List.of(options);
        }

        private boolean fits(String number) {
            return form.matcher(BLANKS.matcher(number).replaceAll(" ")).matches();
        }

        /** The number as digits with a dot, to see whether two styles mean the same. */
        private String meaning(String number) {
            boolean hasComma = options.contains("decimalComma: true");
            String digits = number.replaceAll(hasComma ? "[^0-9,eE+−-]" : "[^0-9.eE+−-]", "");
            return hasComma ? digits.replace(',', '.') : digits;
        }
    }

    private NumberForm() {}

    /** Whether a text is a number in any of the forms, without signs. */
    static boolean isNumber(String text) {
        for (Style style : Style.values()) {
            if (style.fits(text)) {
                return true;
            }
        }
        return false;
    }

    /** The form of a column of numbers; empty if there are not numbers in nearly all cells. */
    static Optional<Form> of(List<String> values) {
        List<String> said = Form.said(values);
        Set<String> signs = new LinkedHashSet<>();
        List<String> numbers = new ArrayList<>();
        for (String value : said) {
            Matcher signed = SIGNED.matcher(value);
            if (signed.matches()) {
                add(signs, signed.group(1));
                add(signs, signed.group(3));
                numbers.add(signed.group(2));
            }
        }
        List<Style> fitting = Form.isMost(numbers.size(), said.size())
                ? Form.best(List.of(Style.values()), numbers, Style::fits)
                : List.of();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        Style first = fitting.get(0);
        Optional<Style> other = fitting.stream()
                .filter(style -> numbers.stream()
                        .anyMatch(number -> style.fits(number)
                                && first.fits(number)
                                && !style.meaning(number).equals(first.meaning(number))))
                .findFirst();
        List<String> options = new ArrayList<>(first.options);
        if (!signs.isEmpty()) {
            options.add("signs: " + Yaml.list(signs));
        }
        List<String> none = Form.none(values);
        if (!none.isEmpty()) {
            options.add("none: " + Yaml.list(none));
        }
        return Optional.of(new Form(
                options,
                first.words,
                other.map(style -> "every number in the sample also reads with " + style.words)
                        .orElse("")));
    }

    private static void add(Set<String> signs, @Nullable String sign) {
        if (sign != null) {
            signs.add(sign);
        }
    }
}
