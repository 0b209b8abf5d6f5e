package io.tradewatch.cli;

import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.cli.run.ConfiguredApplication;
import io.tradewatch.cli.run.ConfiguredOperations;
import io.tradewatch.cli.run.Grace;
import io.tradewatch.cli.run.StartupWait;
import io.tradewatch.cli.run.Termination;
import io.tradewatch.cli.topics.Deviation;
import io.tradewatch.cli.topics.TopicCheck;
import io.tradewatch.cli.topics.TopicSettings;
import io.tradewatch.server.Operations;
import io.tradewatch.streams.ScreeningApplication;
import io.tradewatch.streams.ScreeningTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the application until it is stopped, after a check of its prerequisites. */
@Command(
        name = "run",
        description = {
            "Screen what comes into the topic of transfers, until told to stop.",
            "Waits for brokers and registry that do not answer yet, as long as screening.startup-wait says.",
            "SIGTERM or Ctrl-C ends it in good order, with exit code 0. It logs to standard error."
        })
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    private static final String HTTP_PORT = Keys.HTTP_PORT.name() + " or " + Keys.HTTP_PORT.variable();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Override
    public Integer call() throws Exception {
        Configuration configuration = cluster.configuration();
        Grace grace = Grace.whileBrokersAnswer(() -> Connections.doBrokersAnswer(configuration));
        return Termination.during(0, grace, termination -> {
            // At a low level, so that each error appears only once, as a sentence.
            Logging.inFormat(configuration.get(Keys.LOG_FORMAT));
            try (Operations operations = ConfiguredOperations.open(configuration, HTTP_PORT)) {
                requireServers(configuration);
                Logging.forService(configuration.get(Keys.LOG_FORMAT));
                configuration.describe().lines().forEach(setting -> LOG.info("setting {}", setting));
                serve(configuration, operations, termination);
            }
            LOG.info("stopped");
            return 0;
        });
    }

    private static void serve(Configuration configuration, Operations operations, Termination termination) {
        try (ScreeningApplication application = ConfiguredApplication.start(configuration, operations.meters())) {
            ConfiguredOperations.watch(operations, application, configuration);
            LOG.info("health and metrics are served at {}", operations.url());
            LOG.info(
                    "screening {}; alerts go to {}",
                    configuration.topics().transfers(),
                    configuration.topics().violations());
            ConfiguredApplication.serve(application, termination);
        }
    }

    /** Waits for brokers and registry, and checks the topics as soon as a broker answers. */
    private static void requireServers(Configuration configuration) throws Exception {
        StartupWait wait = StartupWait.of(configuration.get(Keys.STARTUP_WAIT));
        try (Admin admin = wait.until("a Kafka broker", () -> Connections.kafka(configuration))) {
            requireTopics(configuration, admin);
        }
        wait.until("the schema registry", () -> Connections.registry(configuration))
                .close();
    }

    private static void requireTopics(Configuration configuration, Admin admin)
            throws ExecutionException, InterruptedException {
        String servers = configuration.get(Keys.BOOTSTRAP_SERVERS);
        List<TopicSettings> expected = TopicSettings.of(configuration.topics(), configuration.get(Keys.LOOK_BACK));
        TopicCheck check = new TopicCheck(admin, expected, servers);
        List<Deviation> deviations = new ArrayList<>(check.deviations());
        deviations.addAll(check.partitionDeviations(
                configuration.topics(), ScreeningTopology.changelogs(configuration.get(Keys.APPLICATION_ID))));
        List<Deviation> broken = deviations.stream().filter(Deviation::isBroken).toList();
        if (!broken.isEmpty()) {
            throw new CliException(
                    "at " + servers + ", "
                            + broken.stream().map(RunCommand::told).collect(Collectors.joining("; ")),
                    broken.stream().map(Deviation::fix).distinct().collect(Collectors.joining("\n")));
        }
        deviations.forEach(doubtful -> LOG.warn("{}. {}", told(doubtful), doubtful.fix()));
    }

    private static String told(Deviation deviation) {
        return "topic " + deviation.topic() + " " + deviation.message();
    }
}
