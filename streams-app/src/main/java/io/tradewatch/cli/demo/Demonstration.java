package io.tradewatch.cli.demo;

import io.tradewatch.avro.Violation;
import io.tradewatch.cli.CliException;
import io.tradewatch.cli.Connections;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.cli.demo.DemoInput.Pace;
import io.tradewatch.cli.run.ConfiguredApplication;
import io.tradewatch.cli.run.ConfiguredOperations;
import io.tradewatch.cli.run.Termination;
import io.tradewatch.ops.Operations;
import io.tradewatch.records.RegistrySchemas;
import io.tradewatch.topology.ScreeningApplication;
import io.tradewatch.topology.ScreeningMeters;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Runs the application on a cluster whose measures are published, gives it transfers, and shows what comes of them.
 *
 * <p><b>Threading notes.</b> One thread uses it. While it shows alerts, another publishes the transfers.
 */
public final class Demonstration implements AutoCloseable {
    /** How long work may stand still; on a busy machine a group takes half of it to form. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Configuration configuration;
    private final DemoFolder folder;
    private final RegistrySchemas schemas;
    private final Outcomes outcomes;
    private final PrintWriter err;
    private final AtomicLong published = new AtomicLong();
    private final AtomicReference<Throwable> publishingFailure = new AtomicReference<>();

    /**
     * A demonstration that has not begun.
     *
     * @param cluster where it takes place; stays open
     * @param err where rows are reported that no record can carry
     */
    public Demonstration(LocalCluster cluster, PrintWriter err) {
        this.configuration = cluster.configuration();
        this.folder = new DemoFolder(cluster.folder());
        this.schemas = RegistrySchemas.connect(configuration.registry());
        this.outcomes = new Outcomes(configuration.topics(), schemas);
        this.err = err;
    }

    /** What has come out by now. */
    public Outcomes outcomes() {
        return outcomes;
    }

    /** How many transfers were published, bad ones included. */
    public long transfersPublished() {
        return published.get();
    }

    /** Whether an input was published in this folder before, at another start, and is not published again. */
    public boolean wasPublished(DemoInput input) {
        return input.isPublishedOnce() && folder.isStoryPublished();
    }

    /**
     * Screens everything, and returns when all outcomes are read.
     *
     * @param termination may break it off
     * @throws CliException when that cannot be brought to an end
     */
    public void once(DemoInput input, Termination termination) throws ExecutionException, InterruptedException {
        ScreeningApplication application = ConfiguredApplication.start(configuration, ScreeningMeters.unread());
        try {
            publish(input, Pace.NONE);
            try (Admin admin = Connections.kafka(configuration)) {
                new Completion(
                                admin,
                                configuration.get(Keys.APPLICATION_ID),
                                configuration.topics().transfers(),
                                application)
                        .await(endOfLaw(), PATIENCE);
            }
        } finally {
            leaveUndisturbed(application, termination);
        }
        try (OutcomeReader reader = outcomeReader()) {
            reader.readToEnd(outcomes, PATIENCE);
        }
    }

    /**
     * Shows first what stands from earlier starts, then every alert as it comes, until told to stop.
     *
     * @param operations shows how the application is
     * @param begun is called when what stood is known, before anything new is shown
     * @param watcher is shown each alert
     * @throws CliException when the application ends, or transfers cannot be published
     */
    public void untilStopped(
            DemoInput input,
            Operations operations,
            Termination termination,
            Runnable begun,
            Consumer<Violation> watcher) {
        try (OutcomeReader reader = outcomeReader()) {
            reader.readToEnd(outcomes, PATIENCE);
            begun.run();
            outcomes.forEachStanding(watcher);
            outcomes.watch(watcher);
            Thread publisher = new Thread(() -> publishBeside(input, Pace.readable(termination)), "publisher");
            publisher.setDaemon(true);
            if (!wasPublished(input)) {
                // Transfers wait in their topic while the application starts.
                publisher.start();
            }
            ScreeningApplication application = ConfiguredApplication.start(configuration, operations.meters());
            try {
                ConfiguredOperations.watch(operations, application, configuration);
                show(reader, application, termination);
            } finally {
                leaveUndisturbed(application, termination);
            }
        }
    }

    /** Takes back the interrupt that broke off the work, so that it does not break off its end. */
    private static void leaveUndisturbed(ScreeningApplication application, Termination termination) {
        termination.await(Duration.ZERO);
        ConfiguredApplication.leave(application, termination);
    }

    private void show(OutcomeReader reader, ScreeningApplication application, Termination termination) {
        while (!termination.isRequested()) {
            try {
                reader.read(outcomes);
            } catch (InterruptException e) {
                return;
            }
            ConfiguredApplication.requireAlive(application);
            Throwable failure = publishingFailure.get();
            if (failure instanceof CliException known) {
                throw known;
            }
            if (failure != null) {
                throw new IllegalStateException("publishing failed", failure);
            }
        }
    }

    /** On the publisher's thread. */
    private void publishBeside(DemoInput input, Pace pace) {
        try {
            publish(input, pace);
        } catch (RuntimeException | Error e) {
            publishingFailure.set(e);
        }
    }

    private void publish(DemoInput input, Pace pace) {
        try (TransferFeed feed = new TransferFeed(configuration.kafka(), schemas, configuration.topics(), published)) {
            boolean isThrough = input.publish(feed, pace, err);
            feed.flush();
            if (isThrough && input.isPublishedOnce()) {
                folder.storyIsPublished();
            }
        } catch (IOException e) {
            throw new CliException("the transfers cannot be read: " + e.getMessage(), "Is it a file of text?", e);
        }
    }

    /** The offset after the law's last record. What stands behind it, the mark of a transaction's end, is no law. */
    private long endOfLaw() {
        AtomicLong end = new AtomicLong();
        try (OutcomeReader law = new OutcomeReader(
                configuration.kafka(), List.of(configuration.topics().measures()))) {
            law.readToEnd(record -> end.set(record.offset() + 1), PATIENCE);
        }
        return end.get();
    }

    private OutcomeReader outcomeReader() {
        return new OutcomeReader(
                configuration.kafka(),
                List.of(
                        configuration.topics().violations(),
                        configuration.topics().deadLetters()));
    }

    @Override
    public void close() {
        schemas.close();
    }
}
