package io.tradewatch.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.ruleset.publish.RulesetDifference;
import java.io.PrintWriter;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes the records of the files that the topic lacks. */
@Command(
        name = "publish",
        description = {
            "Publish what the topic lacks, all of it or nothing.",
            "What is only on the topic stays there unless --delete names it."
        })
final class MeasuresPublish implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private MeasureFolders folders = new MeasureFolders();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(names = "--dry-run", description = "Only show what would be published.")
    private boolean dryRun;

    @Option(names = "--replace", description = "Replace revisions that were published with other content. Needs --yes.")
    private boolean replace;

    @Option(
            names = "--delete",
            paramLabel = "MEASURE@REV",
            description = "Remove a revision that was published in error, and is not in the files. Needs --yes."
                    + " May be repeated.")
    private Set<String> delete = new TreeSet<>();

    @Option(names = "--yes", description = "Do what overwrites or removes published law.")
    private boolean yes;

    @Option(names = "--json", description = "Answer as one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if ((replace || !delete.isEmpty()) && !yes && !dryRun) {
            throw CliException.wrongUsage(
                    "--replace and --delete change law that was published, and alerts with it",
                    "Look first with --dry-run, then add --yes.");
        }
        MeasureCatalogue catalogue = folders.sound();
        RulesetDifference difference = MeasuresCluster.work(
                cluster,
                publisher -> dryRun
                        ? publisher.rehearse(catalogue, replace, delete)
                        : publisher.publish(catalogue, replace, delete));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(difference));
        } else {
            print(difference, out);
        }
        out.flush();
        return 0;
    }

    private void print(RulesetDifference difference, PrintWriter out) {
        DifferenceReport.print(difference, out);
        delete.forEach(key -> out.println("- " + key));
        int written = difference.tables().size() + difference.added().size();
        out.println((dryRun ? "To be published: " : "Published: ") + written + " new, "
                + difference.conflicting().size() + " replaced, " + delete.size() + " deleted; "
                + difference.unchanged() + " were there.");
        int others = difference.onlyOnTopic().size() - delete.size();
        if (others > 0) {
            Lines.print(
                    out,
                    "",
                    others + " more on the topic, not in these files, stay there and still count: 'measures diff' lists"
                            + " them.");
        }
    }

    private ObjectNode json(RulesetDifference difference) {
        ObjectNode answer = DifferenceReport.json(difference);
        ArrayNode deleted = answer.putArray("deleted");
        delete.forEach(deleted::add);
        return answer.put("published", !dryRun);
    }
}
