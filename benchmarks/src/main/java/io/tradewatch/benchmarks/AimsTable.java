package io.tradewatch.benchmarks;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Everything that was aimed at, from the tables of a document: what came out, and how to see it again. */
final class AimsTable {
    /** What it is called between the marks of a document. */
    static final String NAME = "aims";

    /** As {@link ReportWriter#markdown} writes it, where something was aimed at. */
    private static final Pattern ROW = Pattern.compile(
            "^\\| (?<what>[^|]+) \\| (?<median>(?<number>-?[0-9.,]+) [^|]*) \\| (?<spread>[^|]+ … [^|]+) \\| [0-9,]+ \\| (?<aim>[^| ][^|]*) \\|$",
            Pattern.MULTILINE);

    private AimsTable() {}

    /**
     * The table.
     *
     * @param document with the tables of benchmarks, each of its own day
     * @param benchmarks in which order
     */
    static String markdown(String document, List<String> benchmarks) {
        StringBuilder text = new StringBuilder();
        text.append("| measured | aim | median | least … most | reached | by |\n");
        text.append("| --- | --- | ---: | ---: | --- | --- |\n");
        for (String benchmark : benchmarks) {
            Matcher row = ROW.matcher(ReportWriter.between(document, benchmark));
            while (row.find()) {
                text.append("| %s | %s | %s | %s | %s | `benchmarks/run %s` |\n"
                        .formatted(
                                row.group("what"),
                                row.group("aim"),
                                row.group("median"),
                                row.group("spread"),
                                verdict(row),
                                benchmark));
            }
        }
        return text.toString();
    }

    /** By the figure as it is shown, so that nobody reads of one that is reached beside a number that is not. */
    private static String verdict(Matcher row) {
        double median = new BigDecimal(row.group("number").replace(",", "")).doubleValue();
        return switch (new Aim(row.group("aim")).verdict(median)) {
            case REACHED -> "yes";
            case MISSED -> "**no**";
            case OPEN -> "";
        };
    }
}
