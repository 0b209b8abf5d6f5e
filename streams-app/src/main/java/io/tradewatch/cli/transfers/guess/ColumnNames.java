package io.tradewatch.cli.transfers.guess;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The names that tables give to the fields of a transfer, in the languages of trade; from {@code column-names.csv}. */
final class ColumnNames {
    /** A name that is one of the list as it stands. */
    private static final int EXACT = 100;

    private static final int A_WORD = 10;

    private final Map<String, List<List<String>>> words = new LinkedHashMap<>();

    private ColumnNames() {}

    static ColumnNames read() {
        ColumnNames names = new ColumnNames();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ColumnNames.class.getResourceAsStream("column-names.csv")),
                StandardCharsets.UTF_8))) {
            lines.lines().skip(1).forEach(line -> {
                String[] parts = line.split(",", 2);
                names.words.put(
                        parts[0],
                        Arrays.stream(parts[1].split(";"))
                                .map(ColumnNames::wordsOf)
                                .toList());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }

    /** The fields, the more important ones first. */
    List<String> fields() {
        return List.copyOf(words.keySet());
    }

    /** How well a column's name fits a field; 0: not at all. What stands between parentheses counts only if it must. */
    int fit(String field, String column) {
        return Math.max(
                fit(words.getOrDefault(field, List.of()), wordsOf(column)),
                fit(words.getOrDefault(field, List.of()), wordsOf(column.replaceAll("[(\\[].*", ""))) - 1);
    }

    private static int fit(List<List<String>> names, List<String> column) {
        int best = 0;
        for (List<String> name : names) {
            if (name.equals(column)) {
                return EXACT;
            }
            // One common word among several says little: 'number of axles' is no number of a declaration.
            boolean isContained = Collections.indexOfSubList(column, name) >= 0;
            if (isContained && (name.size() > 1 || column.size() == 2)) {
                best = Math.max(best, A_WORD * name.size() - (column.size() - name.size()));
            }
        }
        return best;
    }

    private static List<String> wordsOf(String text) {
        String letters = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ß", "ss")
                .replaceAll("[^\\p{L}0-9]+", " ")
                .strip();
        return letters.isEmpty() ? List.of() : new ArrayList<>(List.of(letters.split(" ")));
    }
}
