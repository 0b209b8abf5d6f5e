package io.tradewatch.cli.measures;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.cli.CliException;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.RulesetFolders;
import io.tradewatch.codec.text.BoundedJson;
import io.tradewatch.ruleset.files.LintProblem;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.ruleset.review.Review;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reports errors and warnings in measure files and reference tables, each with its line and its fix. */
@Command(
        name = "lint",
        description = {
            "Check measure files and reference tables. Exit code 1 if there are errors.",
            "Warnings are for a person to look at."
        })
final class MeasuresLint implements Callable<Integer> {
    private static final JsonMapper JSON = BoundedJson.mapper().build();

    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesetFolders.Subject folders = new RulesetFolders.Subject();

    @Option(names = "--strict", description = "Exit code 1 also if there are warnings.")
    private boolean strict;

    @Option(
            names = "--older-than",
            paramLabel = "MONTHS",
            description = "Warn of law that was last read longer ago. Default: " + Review.MONTHS + ".")
    private int months = Review.MONTHS;

    @Option(
            names = "--as-of",
            paramLabel = "YYYY-MM-DD",
            description = "The day on which the files are looked at. Default: today (UTC).")
    private @Nullable LocalDate asOf;

    @Option(names = "--json", description = "Answer as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (months < 0) {
            throw CliException.wrongUsage("--older-than is " + months, "Write a number of months such as 18.");
        }
        LocalDate day = asOf == null ? LocalDate.now(ZoneOffset.UTC) : asOf;
        MeasureCatalogue catalogue = Review.on(day, months).of(folders.check());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(json(catalogue)));
        } else {
            print(catalogue, out);
        }
        out.flush();
        List<LintProblem> refused = strict ? catalogue.problems() : catalogue.errors();
        return refused.isEmpty() ? 0 : 1;
    }

    private static void print(MeasureCatalogue catalogue, PrintWriter out) {
        for (LintProblem problem : catalogue.problems()) {
            String severity = problem.severity().name().toLowerCase(Locale.ROOT);
            out.println(problem.place() + ": " + severity);
            Lines.print(out, "    ", problem.message());
            Lines.print(out, "    fix: ", problem.fix());
        }
        out.println(Lines.count(catalogue.errors().size(), "error") + ", "
                + Lines.count(catalogue.warnings().size(), "warning") + " in "
                + Lines.count(catalogue.measures().size(), "revision") + " of measures and "
                + Lines.count(catalogue.tables().size(), "reference table") + ".");
    }

    private static ObjectNode json(MeasureCatalogue catalogue) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("ok", catalogue.errors().isEmpty());
        answer.put("errors", catalogue.errors().size());
        answer.put("warnings", catalogue.warnings().size());
        answer.put("revisions", catalogue.measures().size());
        ArrayNode problems = answer.putArray("problems");
        for (LintProblem problem : catalogue.problems()) {
            problems.addObject()
                    .put("severity", problem.severity().name())
                    .put("file", problem.place().file().toString())
                    .put("line", problem.place().line())
                    .put("column", problem.place().column())
                    .put("message", problem.message())
                    .put("fix", problem.fix());
        }
        return answer;
    }
}
