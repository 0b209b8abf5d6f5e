package io.tradewatch.cli.transfers.guess;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The form in which the cells of a column are written.
 *
 * @param options what the mapping says about it, as members of a flow mapping of YAML, such as {@code "decimalComma: true"}
 * @param reason the reason in words
 * @param doubt why it has to be checked; empty if there is no doubt
 */
record Form(List<String> options, String reason, String doubt) {
    /** Words for no value, which a mapping lists under {@code none}. */
    private static final Set<String> NONE =
            Set.of("-", "--", "n/a", "na", "none", "null", "nil", "unknown", "n.a.", "?", "k.a.", "s/d", "nan", "#n/a");
    /** So much of a column has to fit; the rest are mistakes that the rows' own problems tell. */
    private static final double MOST = 0.9;

    Form {
        options = List.copyOf(options);
    }

    /** The values, without the words for none. */
    static List<String> said(List<String> values) {
        return values.stream().filter(value -> !isNone(value)).toList();
    }

    /** The words for none among the values, each once. */
    static List<String> none(List<String> values) {
        return values.stream().filter(Form::isNone).distinct().toList();
    }

    private static boolean isNone(String value) {
        return NONE.contains(value.toLowerCase(Locale.ROOT));
    }

    /** Whether so many of so many are nearly all. */
    static boolean isMost(long fitting, int all) {
        return all > 0 && fitting >= MOST * all;
    }

    /**
     * Those of some ways of writing that fit most cells, in their order; none if the best does not fit nearly all.
     *
     * @param fits whether a way of writing fits a cell
     */
    static <T> List<T> best(List<T> ways, List<String> cells, BiPredicate<T, String> fits) {
        Map<T, Long> fitting = new LinkedHashMap<>();
        for (T way : ways) {
            fitting.put(way, cells.stream().filter(cell -> fits.test(way, cell)).count());
        }
        long most = fitting.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return isMost(most, cells.size())
                ? ways.stream()
                        .filter(way -> fitting.getOrDefault(way, 0L) == most)
                        .toList()
                : List.of();
    }
}
