package io.tradewatch.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.codec.BoundedJson;
import io.tradewatch.ruleset.files.LintProblem;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reports errors in measure files and reference tables, each with its line and its fix. */
@Command(name = "lint", description = "Check measure files and reference tables. Exit code 1 if there are errors.")
final class MeasuresLint implements Callable<Integer> {
    private static final JsonMapper JSON = BoundedJson.mapper().build();

    @Spec
    private CommandSpec spec;

    @Mixin
    private MeasureFolders folders = new MeasureFolders();

    @Option(names = "--json", description = "Answer as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        MeasureCatalogue catalogue = folders.check();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(JSON.writeValueAsString(json(catalogue)));
        } else {
            print(catalogue, out);
        }
        out.flush();
        return catalogue.errors().isEmpty() ? 0 : 1;
    }

    private static void print(MeasureCatalogue catalogue, PrintWriter out) {
        for (LintProblem problem : catalogue.problems()) {
            String severity = problem.severity().name().toLowerCase(Locale.ROOT);
            out.println(problem.place() + ": " + severity);
            Lines.print(out, "    ", problem.message());
            Lines.print(out, "    fix: ", problem.fix());
        }
        out.println(count(catalogue.errors().size(), "error") + ", "
                + count(catalogue.warnings().size(), "warning") + " in "
                + count(catalogue.measures().size(), "revision") + " of measures and "
                + count(catalogue.tables().size(), "reference table") + ".");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
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
