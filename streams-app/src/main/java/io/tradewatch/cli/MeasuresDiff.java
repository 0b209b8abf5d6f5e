package io.tradewatch.cli;

import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.ruleset.publish.RulesetDifference;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares measure files with the topic, without changes. */
@Command(
        name = "diff",
        description = {
            "Compare the files with the topic.",
            "+ would be published, ~ was published with other content, ? is only on the topic."
        })
final class MeasuresDiff implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private MeasureFolders folders = new MeasureFolders();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--json", description = "Answer as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        MeasureCatalogue catalogue = folders.sound();
        RulesetDifference difference = MeasuresCluster.work(cluster, publisher -> publisher.difference(catalogue));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(DifferenceReport.json(difference));
        } else {
            DifferenceReport.print(difference, out);
            difference.onlyOnTopic().forEach(key -> out.println("? " + key));
            out.println(difference.tables().size() + difference.added().size() + " new, "
                    + difference.conflicting().size() + " with other content, "
                    + difference.onlyOnTopic().size() + " only on the topic, " + difference.unchanged()
                    + " the same.");
        }
        out.flush();
        return 0;
    }
}
