package io.tradewatch.benchmarks;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a figure should come to.
 *
 * @param words such as {@code at least 0.80} or {@code under 50 ns}; whatever follows the number is for readers. Other words
 *     name no limit.
 */
record Aim(String words) {
    private static final Pattern LIMIT = Pattern.compile("(at least|at most|under) ([0-9][0-9.,]*).*");

    /** Whether a value keeps to it, or misses it, or neither as there is no limit. */
    enum Verdict {
        REACHED,
        MISSED,
        OPEN
    }

    Verdict verdict(double value) {
        Matcher matcher = LIMIT.matcher(words);
        if (!matcher.matches()) {
            return Verdict.OPEN;
        }
        int comparison = Double.compare(value, new BigDecimal(matcher.group(2).replace(",", "")).doubleValue());
        boolean isReached = switch (matcher.group(1)) {
            case "at least" -> comparison >= 0;
            case "at most" -> comparison <= 0;
            default -> comparison < 0;
        };
        return isReached ? Verdict.REACHED : Verdict.MISSED;
    }
}
