package io.tradewatch.ruleset.imports;

import io.tradewatch.codec.text.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The columns of a data file. Names are compared without regard to case and blanks. */
final class TariffHeader {
    /** The text of an absent value in the UK's data. */
    private static final String NOT_AVAILABLE = "#NA";

    private static final int SHOWN = 40;

    private final int size;
    private final Map<TariffField, Integer> positions;

    private TariffHeader(int size, Map<TariffField, Integer> positions) {
        this.size = size;
        this.positions = positions;
    }

    /** @throws MeasureImportException when a required column is missing, or a column that is read is there twice */
    static TariffHeader of(Path file, List<String> names, TariffFormat format) {
        Map<String, List<Integer>> found = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            found.computeIfAbsent(folded(names.get(i)), none -> new ArrayList<>())
                    .add(i);
        }
        Map<TariffField, Integer> positions = new EnumMap<>(TariffField.class);
        List<String> missing = new ArrayList<>();
        format.columns().forEach((field, name) -> {
            List<Integer> places = found.getOrDefault(folded(name), List.of());
            if (places.size() > 1) {
                throw twice(file, name, places);
            }
            if (!places.isEmpty()) {
                positions.put(field, places.get(0));
            } else if (format.isRequired(field)) {
                missing.add(name
                        + NearestName.of(name, names)
                                .map(near -> " (nearest: " + near + ")")
                                .orElse(""));
            }
        });
        if (!missing.isEmpty()) {
            throw new MeasureImportException(
                    file + " has no column " + String.join(", ", missing) + "; its first line is "
                            + Excerpt.of(names.stream().limit(SHOWN).collect(Collectors.joining(","))),
                    "Name the form of the file with --format, or take the file that docs/measures-import.md names.");
        }
        return new TariffHeader(names.size(), positions);
    }

    private static MeasureImportException twice(Path file, String name, List<Integer> places) {
        return new MeasureImportException(
                file + " has more than one column " + name + ": columns "
                        + places.stream()
                                .map(place -> Integer.toString(place + 1))
                                .collect(Collectors.joining(" and ")),
                "Remove the columns that are not the tariff's, or save its table as CSV again.");
    }

    /** Number of columns. */
    int size() {
        return size;
    }

    /** A field of a row, trimmed; empty when it is absent. */
    String value(TariffTable.Row row, TariffField field) {
        Integer position = positions.get(field);
        if (position == null) {
            return "";
        }
        String value = row.cells().get(position).strip();
        return value.equals(NOT_AVAILABLE) ? "" : value;
    }

    private static String folded(String name) {
        return name.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
