package io.tradewatch.cli;

import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.cli.run.ConfiguredApplication;
import io.tradewatch.cli.run.ConfiguredOperations;
import io.tradewatch.cli.run.Termination;
import io.tradewatch.cli.topics.Deviation;
import io.tradewatch.cli.topics.TopicCheck;
import io.tradewatch.cli.topics.TopicSettings;
import io.tradewatch.ops.Operations;
import io.tradewatch.topology.ScreeningApplication;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the application until it is told to stop, after a look at whether it can keep its promises there. */
@Command(
        name = "run",
        description = {
            "Screen what comes into the topic of transfers, until told to stop.",
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
        return Termination.during(0, termination -> {
            // Quietly, so that what is wrong is said once and in words.
            requireTopics(configuration);
            Logging.forService(configuration.get(Keys.LOG_FORMAT));
            configuration.describe().lines().forEach(setting -> LOG.info("setting {}", setting));
            try (Operations operations = ConfiguredOperations.open(configuration, HTTP_PORT);
                    ScreeningApplication application =
                            ConfiguredApplication.start(configuration, operations.meters())) {
                ConfiguredOperations.watch(operations, application, configuration);
                LOG.info("health and metrics are served at {}", operations.url());
                LOG.info(
                        "screening {}; alerts go to {}",
                        configuration.topics().transfers(),
                        configuration.topics().violations());
                ConfiguredApplication.serve(application, termination);
            }
            LOG.info("stopped");
            return 0;
        });
    }

    private static void requireTopics(Configuration configuration) throws ExecutionException, InterruptedException {
        String servers = configuration.get(Keys.BOOTSTRAP_SERVERS);
        List<TopicSettings> expected = TopicSettings.of(configuration.topics(), configuration.get(Keys.LOOK_BACK));
        try (Admin admin = Connections.kafka(configuration)) {
            List<Deviation> deviations = new TopicCheck(admin, expected, servers).deviations();
            if (!deviations.isEmpty()) {
                throw new CliException(
                        "at " + servers + ", "
                                + deviations.stream()
                                        .map(one -> "topic " + one.topic() + " " + one.message())
                                        .collect(Collectors.joining("; ")),
                        deviations.stream().map(Deviation::mend).distinct().collect(Collectors.joining("\n")));
            }
        }
    }
}
