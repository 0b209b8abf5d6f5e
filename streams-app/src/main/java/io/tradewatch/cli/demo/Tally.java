package io.tradewatch.cli.demo;

import io.tradewatch.avro.ViolationType;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the outcomes of the transfers, for the summary. */
public final class Tally {
    private final Map<ViolationType, Integer> alerts = new EnumMap<>(ViolationType.class);
    private final Map<String, Integer> deadLetters = new TreeMap<>();

    void alert(ViolationType type) {
        alerts.merge(type, 1, Integer::sum);
    }

    /** @param reason the reason in the record's header */
    void deadLetter(String reason) {
        deadLetters.merge(reason, 1, Integer::sum);
    }

    /** For example {@code alerts: 14 (PROHIBITED 12, MONITORED 2)}. */
    public String alerts() {
        return "alerts: " + describe(alerts);
    }

    /** For example {@code dead letters: 3 (MISSING_TRANSFER_ID 2, NULL_VALUE 1)}. */
    public String deadLetters() {
        return "dead letters: " + describe(deadLetters);
    }

    private static <K extends Comparable<K>> String describe(Map<K, Integer> counts) {
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (total == 0) {
            return "0";
        }
        return total
                + counts.entrySet().stream()
                        .sorted(Map.Entry.<K, Integer>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", ", " (", ")"));
    }
}
