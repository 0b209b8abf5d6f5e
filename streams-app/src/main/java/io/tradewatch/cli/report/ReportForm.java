package io.tradewatch.cli.report;

import io.tradewatch.cli.CliException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The form of a file of violations. */
enum ReportForm {
    JSON_LINES("jsonl", "ndjson", "json", "txt"),
    CSV("csv"),
    XLSX("xlsx"),
    HTML("html");

    private final List<String> endings;

    ReportForm(String... endings) {
        this.endings = List.of(endings);
    }

    /** The form that the ending of a name stands for, in capitals or not; empty for another ending, or none. */
    static Optional<ReportForm> ofEnding(String name) {
        String ending = ending(name);
        return Arrays.stream(values())
                .filter(form -> form.endings.contains(ending))
                .findFirst();
    }

    /**
     * The form of a file. A name without an ending, such as that of a pipe or of {@code /dev/stdout}, stands for JSON lines.
     *
     * @throws CliException when the name has another ending
     */
    static ReportForm of(Path file) {
        String name = String.valueOf(file.getFileName());
        if (ending(name).isEmpty()) {
            return JSON_LINES;
        }
        return ofEnding(name)
                .orElseThrow(() -> CliException.wrongUsage(
                        "violations cannot be written as ." + ending(name) + " (--output " + file + ")",
                        "Name a file that ends in " + known() + "."));
    }

    private static String known() {
        return Arrays.stream(values()).map(form -> "." + form.endings.get(0)).collect(Collectors.joining(", "));
    }

    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
