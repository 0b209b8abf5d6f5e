package io.tradewatch.cli.replay;

import io.tradewatch.avro.Violation;
import java.util.Map;
import java.util.TreeMap;

/** Counts violations by programme and by type. */
public final class ViolationTally {
    private final Map<String, Map<String, Long>> byProgramme = new TreeMap<>();
    private long total;

    public void add(Violation violation) {
        String programme = violation.getProgramme() == null ? "no programme" : violation.getProgramme();
        byProgramme
                .computeIfAbsent(programme, name -> new TreeMap<>())
                .merge(violation.getType().toString(), 1L, Long::sum);
        total++;
    }

    /** For example {@code 3 (UN-DPRK PROHIBITED 2; no programme UNSCREENABLE 1)}, or {@code none}. */
    @Override
    public String toString() {
        if (total == 0) {
            return "none";
        }
        StringBuilder text = new StringBuilder(total + " (");
        String separator = "";
        for (Map.Entry<String, Map<String, Long>> programme : byProgramme.entrySet()) {
            String types =
                    programme.getValue().toString().replaceAll("[{}]", "").replace("=", " ");
            text.append(separator).append(programme.getKey()).append(' ').append(types);
            separator = "; ";
        }
        return text.append(')').toString();
    }
}
