package io.tradewatch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What a benchmark found in an earlier run.
 *
 * @param conditions the form and the machine, in words
 * @param figures in the order of the report
 */
record Results(String conditions, List<Figure> figures) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Results {
        figures = List.copyOf(figures);
    }

    /**
     * Reads what {@link ReportWriter} has written.
     *
     * @param folder of the results of all benchmarks
     * @return empty where the benchmark has not run
     */
    static Optional<Results> read(Path folder, String benchmark) throws IOException {
        Path file = folder.resolve(benchmark + ".json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode json = JSON.readTree(file.toFile());
        StringJoiner conditions = new StringJoiner(", ");
        conditions.add(json.path("form").asText() + " form");
        json.path("machine").forEach(fact -> conditions.add(fact.asText()));
        List<Figure> figures = new ArrayList<>();
        json.path("figures").forEach(figure -> figures.add(figure(figure)));
        return Optional.of(new Results(conditions.toString(), figures));
    }

    private static Figure figure(JsonNode json) {
        List<Double> samples = new ArrayList<>();
        json.path("samples").forEach(sample -> samples.add(sample.asDouble()));
        return new Figure(
                json.path("what").asText(),
                json.path("unit").asText(),
                new Spread(samples),
                json.path("aim").asText());
    }

    /** The figure of the same name and unit. */
    Optional<Figure> like(Figure other) {
        return figures.stream()
                .filter(figure ->
                        figure.what().equals(other.what()) && figure.unit().equals(other.unit()))
                .findFirst();
    }
}
