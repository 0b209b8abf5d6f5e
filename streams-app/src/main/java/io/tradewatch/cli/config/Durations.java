package io.tradewatch.cli.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations in short form ({@code 30d}, {@code 500ms}) and in ISO 8601 ({@code PT5S}). */
public final class Durations {
    private static final Pattern AMOUNT_AND_UNIT = Pattern.compile("([0-9]+) ?(ms|s|m|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Durations() {}

    /**
     * The duration, in whole milliseconds, not negative.
     *
     * @throws IllegalArgumentException when the text is not a duration
     */
    public static Duration parse(String written) {
        String text = written.strip();
        try {
            Duration duration = read(text);
            if (duration.isNegative() || duration.toNanosPart() % 1_000_000 != 0) {
                throw new IllegalArgumentException("'" + written + "' is not a duration of whole milliseconds");
            }
            long unused = duration.toMillis();
            return duration;
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("'" + written + "' is not a duration", e);
        }
    }

    private static Duration read(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher matcher = AMOUNT_AND_UNIT.matcher(text.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            try {
                return UNITS.get(matcher.group(2)).multipliedBy(Long.parseLong(matcher.group(1)));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' is too long", e);
            }
        }
        return Duration.parse(text);
    }
}
