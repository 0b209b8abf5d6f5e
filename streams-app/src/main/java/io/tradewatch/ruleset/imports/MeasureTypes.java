package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.model.Action;
import io.tradewatch.engine.model.Flow;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** The known measure types, from the table {@value #TABLE} in the jar. */
final class MeasureTypes {
    static final String TABLE = "measure-types.csv";

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final Map<String, MeasureType> byId = new TreeMap<>();

    private MeasureTypes() {}

    static MeasureTypes known() {
        MeasureTypes types = new MeasureTypes();
        try (InputStream in = MeasureTypes.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException(TABLE + " is missing from the jar; build streams-app with Maven");
            }
            try (CSVParser rows = CSVParser.parse(new InputStreamReader(in, StandardCharsets.UTF_8), FORMAT)) {
                for (CSVRecord row : rows) {
                    types.byId.put(
                            row.get("id"),
                            new MeasureType(
                                    row.get("id"),
                                    Flow.valueOf(row.get("flow")),
                                    Action.valueOf(row.get("action")),
                                    row.get("chosen").equals("yes"),
                                    row.get("name")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return types;
    }

    Optional<MeasureType> type(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Collection<MeasureType> all() {
        return byId.values();
    }

    /**
     * The types to import.
     *
     * @param named their numbers; empty means the default
     * @throws MeasureImportException when a number is not in the table
     */
    Set<String> selection(Collection<String> named) {
        Set<String> selected = new TreeSet<>();
        for (String id : named) {
            if (!byId.containsKey(id)) {
                throw MeasureImportException.wrongUsage(
                        "'" + Excerpt.of(id) + "' is not a known measure type",
                        "Use the numbers of the table in docs/measures-import.md: " + String.join(", ", byId.keySet())
                                + ".");
            }
            selected.add(id);
        }
        if (selected.isEmpty()) {
            byId.values().stream()
                    .filter(MeasureType::isChosen)
                    .map(MeasureType::id)
                    .forEach(selected::add);
        }
        return selected;
    }
}
