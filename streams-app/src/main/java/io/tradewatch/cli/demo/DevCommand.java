package io.tradewatch.cli.demo;

import io.tradewatch.cli.Lines;
import io.tradewatch.cli.RulesetFolders;
import io.tradewatch.cli.run.ConfiguredApplication;
import io.tradewatch.cli.run.ConfiguredOperations;
import io.tradewatch.cli.run.Grace;
import io.tradewatch.cli.run.Termination;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.server.Operations;
import io.tradewatch.streams.ScreeningApplication;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts a complete Tradewatch for development, with the law and without transfers. */
@Command(
        name = "dev",
        description = {
            "Run Tradewatch with a Kafka and a schema registry of its own, for any client to connect to.",
            "The measures are published; the transfers are yours to send. Ctrl-C ends it, and the data stays."
        })
public final class DevCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private RulesetFolders law = new RulesetFolders();

    @Mixin
    private LocalServers servers = new LocalServers();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".tradewatch/dev",
            description = "Where everything is kept. Default: ${DEFAULT-VALUE}.")
    private Path data = Path.of("");

    @Override
    public Integer call() throws Exception {
        MeasureCatalogue catalogue = law.sound();
        PrintWriter out = spec.commandLine().getOut();
        return Termination.during(0, Grace.atATerminal(), termination -> {
            Lines.print(out, "", "Starting Kafka and a schema registry on this machine ...");
            out.flush();
            try (LocalCluster cluster = servers.start(data, spec.commandLine().getErr());
                    Operations operations =
                            ConfiguredOperations.open(cluster.configuration(), Ports.HTTP_OPTION + " PORT")) {
                cluster.watch(termination);
                cluster.publish(catalogue);
                ScreeningApplication application =
                        ConfiguredApplication.start(cluster.configuration(), operations.meters());
                try {
                    ConfiguredOperations.watch(operations, application, cluster.configuration());
                    LocalServers.printAccess(cluster, operations.url(), out);
                    Lines.print(out, "", "It screens what comes in. Ctrl-C ends it.");
                    out.flush();
                    ConfiguredApplication.serve(application, termination);
                } finally {
                    ConfiguredApplication.leave(application, termination);
                }
            }
            return 0;
        });
    }
}
