package io.tradewatch.cli.transfers;

import java.util.Map;
import java.util.stream.Collectors;

/** Formats counts by name, for a summary. */
public final class Counts {
    private Counts() {}

    /** For example {@code MISSING_TRANSFER_ID 2, WRONG_FIELD 1}. */
    public static String text(Map<String, ? extends Number> counts) {
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
