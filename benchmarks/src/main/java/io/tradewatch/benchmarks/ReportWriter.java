package io.tradewatch.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes reports for machines (JSON with every sample) and for readers (Markdown), and puts the latter into a document
 * between a pair of comments that name the benchmark. Pictures go into a folder beside.
 */
final class ReportWriter {
    /** The folder of the pictures, beside whatever shows them. */
    private static final String PICTURES = "performance";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Map<String, String> machine = Machine.describe();
    private final Instant at = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private final String form;

    /** A writer of reports of the whole run, or of the short one. */
    ReportWriter(boolean isShort) {
        this.form = isShort ? "short" : "whole";
    }

    /** Writes {@code NAME.json} and {@code NAME.md} into a folder, and pictures into one below. */
    void write(Report report, Path folder) throws IOException {
        Files.createDirectories(folder);
        JSON.writeValue(folder.resolve(report.name() + ".json").toFile(), json(report));
        Files.writeString(folder.resolve(report.name() + ".md"), markdown(report));
        draw(report, folder.resolve(PICTURES));
    }

    private static void draw(Report report, Path folder) throws IOException {
        System.setProperty("java.awt.headless", "true");
        for (Picture picture : report.pictures()) {
            Files.createDirectories(folder);
            picture.write(folder);
        }
    }

    private Map<String, Object> json(Report report) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("benchmark", report.name());
        json.put("at", at.toString());
        json.put("form", form);
        json.put("machine", machine);
        json.put("loadAverages", report.loads());
        json.put("settings", report.settings());
        json.put("figures", report.figures().stream().map(ReportWriter::json).toList());
        json.put("remarks", report.remarks());
        return json;
    }

    private static Map<String, Object> json(Figure figure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("what", figure.what());
        json.put("unit", figure.unit());
        json.put("median", figure.spread().median());
        json.put("least", figure.spread().least());
        json.put("most", figure.spread().most());
        json.put("samples", figure.spread().samples());
        json.put("aim", figure.aim());
        return json;
    }

    /** The table with its conditions. */
    String markdown(Report report) {
        StringBuilder text = new StringBuilder();
        text.append("| measured | median | least … most | samples | aim |\n");
        text.append("| --- | ---: | ---: | ---: | --- |\n");
        for (Figure figure : report.figures()) {
            Spread spread = figure.spread();
            text.append("| %s | %s %s | %s … %s | %d | %s |\n"
                    .formatted(
                            figure.what(),
                            number(spread.median()),
                            figure.unit(),
                            number(spread.least()),
                            number(spread.most()),
                            spread.samples().size(),
                            figure.aim()));
        }
        report.pictures()
                .forEach(picture ->
                        text.append("\n![%s](%s/%s)\n".formatted(picture.title(), PICTURES, picture.file())));
        report.remarks().forEach(remark -> text.append('\n').append(remark).append('\n'));
        text.append("\n<sub>").append(conditions(report)).append("</sub>\n");
        return text.toString();
    }

    private String conditions(Report report) {
        return at + ", " + form + " form; load average meanwhile " + String.join(", ", report.loads()) + "; "
                + pairs(report.settings()) + "; " + pairs(machine);
    }

    private static String pairs(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining(", "));
    }

    /** Three digits that count, and no more than are there. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 100 || value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
    }

    /**
     * Replaces what a document says of a benchmark, and its pictures in the folder beside the document.
     *
     * @throws IllegalStateException when the document has no place for it
     */
    void replaceIn(Path document, Report report) throws IOException {
        replaceIn(document, report.name(), markdown(report));
        draw(report, document.resolveSibling(PICTURES));
    }

    /**
     * Replaces what a document has between the marks of a name.
     *
     * @throws IllegalStateException when the document has no place for it
     */
    static void replaceIn(Path document, String name, String markdown) throws IOException {
        String text = Files.readString(document);
        Place place = Place.of(text, name)
                .orElseThrow(() -> new IllegalStateException(document + " has no " + opening(name) + " and "
                        + closing(name) + " around the place for the figures"));
        Files.writeString(document, text.substring(0, place.start) + markdown + text.substring(place.end));
    }

    /** What a document has between the marks of a name; empty where there are none. */
    static String between(String document, String name) {
        return Place.of(document, name)
                .map(place -> document.substring(place.start, place.end))
                .orElse("");
    }

    private static String opening(String name) {
        return "<!-- " + name + " -->\n";
    }

    private static String closing(String name) {
        return "<!-- end of " + name + " -->";
    }

    /** Where a document has what belongs to a name. */
    private record Place(int start, int end) {
        private static Optional<Place> of(String document, String name) {
            int begin = document.indexOf(opening(name));
            int end = document.indexOf(closing(name));
            return begin < 0 || end < begin
                    ? Optional.empty()
                    : Optional.of(new Place(begin + opening(name).length(), end));
        }
    }
}
