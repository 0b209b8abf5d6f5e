package io.tradewatch.cli.measures;

import io.tradewatch.cli.RulesetFolders;
import io.tradewatch.ruleset.review.Coverage;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares the lists of the law with the measure files, line by line counted. */
@Command(
        name = "coverage",
        description = {
            "Show how much of each list of the law the files hold, what is missing and why.",
            "What a list should hold is in coverage.yaml beside the measure files."
        })
final class MeasuresCoverage implements Callable<Integer> {
    /** The form of the answer; without one, a table for a terminal. */
    static final class Form {
        @Option(names = "--json", description = "Answer as one JSON object.")
        private boolean json;

        @Option(names = "--markdown", description = "Answer as a page in Markdown.")
        private boolean markdown;
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesetFolders.Subject folders = new RulesetFolders.Subject();

    @Option(
            names = "--as-of",
            paramLabel = "YYYY-MM-DD",
            description = "Count the measures in force on this day. Default: for each list, the day on which its lines"
                    + " were counted. Lines that are law only on the day of the list are told apart from missing ones.")
    private @Nullable LocalDate asOf;

    @ArgGroup
    private Form form = new Form();

    @Override
    public Integer call() throws Exception {
        Coverage coverage = folders.coverage(asOf);
        PrintWriter out = spec.commandLine().getOut();
        if (form.json) {
            out.println(CoverageJson.write(coverage));
        } else if (form.markdown) {
            new CoveragePage(out).print(coverage, asOf);
        } else {
            new CoverageTable(out).print(coverage);
        }
        out.flush();
        return 0;
    }
}
