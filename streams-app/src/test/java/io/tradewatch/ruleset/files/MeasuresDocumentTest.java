package io.tradewatch.ruleset.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.model.CitationStatus;
import io.tradewatch.engine.model.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The counts and the gateways in docs/measures.md, against the files. */
final class MeasuresDocumentTest {
    private static final Path MEASURES = Path.of("../config/measures");

    @Test
    void shouldCountTheMeasuresOfEachFolder() throws IOException {
        Map<String, List<Measure>> folders = new TreeMap<>();
        for (WrittenMeasure written : ShippedLaw.catalogue().measures()) {
            Path folder = MEASURES.relativize(written.place().file().getParent());
            folders.computeIfAbsent(folder.toString(), none -> new ArrayList<>())
                    .add(written.measure());
        }
        List<String> expected = new ArrayList<>();
        folders.forEach(
                (folder, revisions) -> expected.add("`" + folder + "` " + counts(revisions) + trueTo(revisions)));
        expected.add(
                "all " + counts(folders.values().stream().flatMap(List::stream).toList()));

        assertThat(table()).containsExactlyElementsOf(expected);
    }

    @Test
    void shouldNameTheGatewaysOfEachTarget() throws IOException {
        Map<String, String> expected = new TreeMap<>();
        CsvTable.read(
                        Path.of("../config/reference/gateways.csv"),
                        GatewayChecks.NAME,
                        GatewayChecks.COLUMNS,
                        problem -> {})
                .orElseThrow()
                .rows()
                .forEach(row -> expected.merge(
                        String.join(" ", row.field(0), row.field(2), row.field(3), row.field(4))
                                .replace("  ", " "),
                        row.field(1),
                        (one, other) -> one + ", " + other));

        assertThat(gateways())
                .containsExactlyElementsOf(expected.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }

    private static String counts(List<Measure> revisions) {
        List<Long> counts = new ArrayList<>();
        counts.add((long) latest(revisions).size());
        counts.add((long) revisions.size());
        for (String half : List.of("both", "goods", "number", "neither", "unstated")) {
            counts.add(revisions.stream().filter(one -> read(one).equals(half)).count());
        }
        return counts.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String read(Measure revision) {
        if (revision.citationStatus() == CitationStatus.VERIFIED) {
            return "both";
        }
        if (revision.contentRead() == null || revision.provisionRead() == null) {
            return "unstated";
        }
        return revision.contentRead() ? "goods" : revision.provisionRead() ? "number" : "neither";
    }

    /** The days to which the latest revisions are known to be true, and of how many each is. */
    private static String trueTo(List<Measure> revisions) {
        Map<LocalDate, Long> days = latest(revisions).stream()
                .map(Measure::textAsOf)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(day -> day, TreeMap::new, Collectors.counting()));
        return days.entrySet().stream()
                .map(day -> " " + day.getKey() + " (" + day.getValue() + ")")
                .collect(Collectors.joining(","));
    }

    private static Collection<Measure> latest(List<Measure> revisions) {
        Map<String, Measure> latest = new HashMap<>();
        revisions.forEach(one -> latest.merge(
                one.measureId(), one, (first, second) -> first.revision() > second.revision() ? first : second));
        return latest.values();
    }

    /** The rows of the table of counts, without the column of words. */
    private static List<String> table() throws IOException {
        return cells("counts").stream()
                .map(cells -> Stream.concat(
                                cells.stream().limit(1), cells.stream().skip(2))
                        .filter(cell -> !cell.isEmpty())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /** The rows of the table of gateways, without the column of documents. */
    private static List<String> gateways() throws IOException {
        return cells("gateways").stream()
                .map(cells -> cells.stream()
                        .limit(5)
                        .filter(cell -> !cell.isEmpty())
                        .collect(Collectors.joining(" "))
                        .replace("`", ""))
                .toList();
    }

    /** The cells of the table between two comments, without its head. */
    private static List<List<String>> cells(String name) throws IOException {
        String page = Files.readString(Path.of("../docs/measures.md"));
        return page.substring(page.indexOf("<!-- " + name + " -->"), page.indexOf("<!-- /" + name + " -->"))
                .lines()
                .filter(line -> line.startsWith("| `") || line.startsWith("| all"))
                .map(line -> Stream.of(line.substring(1, line.length() - 1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }
}
