package io.tradewatch.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Everything that was aimed at, from the last results of every benchmark: what came out, and how to see it again. */
final class AimsTable {
    /** What it is called between the marks of a document. */
    static final String NAME = "aims";

    private static final ObjectMapper JSON = new ObjectMapper();

    private AimsTable() {}

    /**
     * The table.
     *
     * @param results the folder with the results of earlier runs and of this one
     * @param benchmarks in which order
     */
    static String markdown(Path results, List<String> benchmarks) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("| measured | aim | median | least … most | reached | by |\n");
        text.append("| --- | --- | ---: | ---: | --- | --- |\n");
        for (String benchmark : benchmarks) {
            Path result = results.resolve(benchmark + ".json");
            if (Files.exists(result)) {
                for (JsonNode figure : JSON.readTree(result.toFile()).path("figures")) {
                    text.append(row(benchmark, figure));
                }
            }
        }
        return text.toString();
    }

    private static String row(String benchmark, JsonNode figure) {
        String aim = figure.path("aim").asText();
        if (aim.isEmpty()) {
            return "";
        }
        double median = figure.path("median").asDouble();
        return "| %s | %s | %s %s | %s … %s | %s | `benchmarks/run %s` |\n"
                .formatted(
                        figure.path("what").asText(),
                        aim,
                        ReportWriter.number(median),
                        figure.path("unit").asText(),
                        ReportWriter.number(figure.path("least").asDouble()),
                        ReportWriter.number(figure.path("most").asDouble()),
                        words(new Aim(aim).verdict(median)),
                        benchmark);
    }

    private static String words(Aim.Verdict verdict) {
        return switch (verdict) {
            case REACHED -> "yes";
            case MISSED -> "**no**";
            case OPEN -> "";
        };
    }
}
