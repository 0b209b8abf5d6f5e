package io.tradewatch.ruleset.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.ruleset.files.WrittenTable.Row;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The promise behind the checks of names: what passes them reads each name as its own row's country and no other. */
final class CountryNamesPropertyTest {
    private static final List<String> CODES = List.of("FR", "KP", "KR", "GB", "AE");
    private static final List<String> ALPHA3 = List.of("FRA", "PRK", "KOR", "GBR", "ARE");

    /** Few words, so that names of two rows often fold alike, and codes, which are no names. */
    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> word = Arbitraries.of(
                "Korea", "KOREA", "north", "North", "Corée", "Coree", "the", "THE", "U.A.E", "UAE", "KP", "k.p", "PRK",
                "408", "7", "北", "한", "none", "ﬁn", "fin", "Å", "Å");
        Arbitrary<String> separator = Arbitraries.of(" ", "  ", "-", ", ", ".", "'", "\u00A0", "\u200B", " (", ")");
        return Combinators.combine(word.list().ofMinSize(0).ofMaxSize(3), separator, separator)
                .as((words, between, end) -> String.join(between, words) + (end.equals(")") ? end : ""));
    }

    @Property(tries = 2_000)
    void shouldReadEachNameAsItsRowWhereNothingIsReported(@ForAll("rows") List<List<String>> names) {
        List<LintProblem> problems = check(names);

        boolean each = true;
        for (int i = 0; i < names.size(); i++) {
            for (String name : names.get(i)) {
                each &= Set.of(CODES.get(i)).equals(reading(name, names));
            }
        }
        assertThat(problems.isEmpty()).as("%s", problems).isEqualTo(each);
    }

    @Provide
    Arbitrary<List<List<String>>> rows() {
        // A field without text is a row without names.
        Arbitrary<List<String>> row = names().list()
                .ofMaxSize(2)
                .map(names -> String.join("", names).isEmpty() && names.size() == 1 ? List.of() : names);
        return row.list().ofMinSize(1).ofMaxSize(CODES.size());
    }

    private static List<LintProblem> check(List<List<String>> names) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Place place = new Place(Path.of("countries.csv"), i + 2, 1);
            rows.add(new Row(
                    place, List.of(CODES.get(i), CODES.get(i), "", ALPHA3.get(i), "", String.join("|", names.get(i)))));
        }
        List<LintProblem> problems = new ArrayList<>();
        CountryTableChecks.countries(
                new WrittenTable(Path.of("countries.csv"), "countries", CountryTableChecks.COLUMNS, rows),
                problems::add);
        return problems;
    }

    /** The codes of the rows that a report is read as by name, written from rule 0; none where it is read otherwise. */
    private static Set<String> reading(String report, List<List<String>> names) {
        String text = spaced(Normalizer.normalize(report, Normalizer.Form.NFKC).replace("\u200B", ""));
        if (Set.of("", "NONE").contains(text)) {
            return Set.of();
        }
        String code = text.replace(".", "");
        Map<String, Set<String>> rowsByName = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String row = CODES.get(i);
            names.get(i)
                    .forEach(name -> rowsByName
                            .computeIfAbsent(letters(name), folded -> new HashSet<>())
                            .add(row));
        }
        if (CODES.subList(0, names.size()).contains(code)
                || ALPHA3.subList(0, names.size()).contains(code)
                || code.matches("[0-9]{1,3}")
                || letters(report).isEmpty()) {
            return Set.of();
        }
        return rowsByName.getOrDefault(letters(report), Set.of());
    }

    private static String spaced(String text) {
        StringJoiner words = new StringJoiner(" ");
        StringTokenizer parts = new StringTokenizer(text.toUpperCase(Locale.ROOT), " \u00A0");
        while (parts.hasMoreTokens()) {
            words.add(parts.nextToken());
        }
        return words.toString();
    }

    private static String letters(String name) {
        StringBuilder folded = new StringBuilder();
        String text = spaced(Normalizer.normalize(name, Normalizer.Form.NFKC).replace("\u200B", ""))
                .replace(".", "");
        Normalizer.normalize(text, Normalizer.Form.NFD).codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                folded.appendCodePoint(c);
            } else if (Character.getType(c) != Character.NON_SPACING_MARK
                    && !folded.isEmpty()
                    && folded.charAt(folded.length() - 1) != ' ') {
                folded.append(' ');
            }
        });
        String trimmed = folded.toString().trim();
        return trimmed.startsWith("THE ") ? trimmed.substring(4) : trimmed;
    }
}
