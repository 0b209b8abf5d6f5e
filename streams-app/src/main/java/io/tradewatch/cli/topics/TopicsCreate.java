package io.tradewatch.cli.topics;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.ClusterOptions;
import io.tradewatch.cli.Connections;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates the topics that are missing. */
@Command(
        name = "create",
        description = {
            "Create the topics that do not exist, with the settings that the promises need.",
            "Topics that exist are left as they are: 'topics check' judges them."
        })
final class TopicsCreate implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "6",
            description = "Partitions of all topics but measures, which has one. For transfers the number is fixed"
                    + " for life. Default: ${DEFAULT-VALUE}.")
    private int partitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Copies of each topic. Default: the broker's.")
    private @Nullable Short replicas;

    @Override
    public Integer call() throws Exception {
        if (partitions < 1 || (replicas != null && replicas < 1)) {
            throw CliException.wrongUsage(
                    "--partitions " + partitions + (replicas == null ? "" : " --replication-factor " + replicas)
                            + ": expected numbers from 1",
                    "Leave them out for the defaults.");
        }
        Configuration configuration = cluster.configuration();
        List<TopicSettings> settings = TopicSettings.of(configuration);
        try (Admin admin = Connections.kafka(configuration)) {
            List<String> created = new TopicCheck(admin, settings, configuration.get(Keys.BOOTSTRAP_SERVERS))
                    .createMissing(partitions, Optional.ofNullable(replicas));
            print(settings, created);
        }
        return 0;
    }

    private void print(List<TopicSettings> settings, List<String> created) {
        PrintWriter out = spec.commandLine().getOut();
        for (TopicSettings topic : settings) {
            out.println((created.contains(topic.topic()) ? "created  " : "existed  ") + topic.topic());
        }
        if (created.size() < settings.size()) {
            out.println("Check those that existed: tradewatch topics check");
        }
        out.flush();
    }
}
