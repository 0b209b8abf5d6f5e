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
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.server.Operations;
import io.tradewatch.streams.ScreeningApplication;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Runs the application on a cluster with published measures, publishes transfers to it, and shows the outcomes.
 *
 * <p><b>Threading notes.</b> One thread uses it. While it shows alerts, another publishes the transfers.
 */
public final class Demonstration implements AutoCloseable {
    /** Maximum time without progress. On a busy machine, a group takes half of it to form. */
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
     * @param cluster the cluster to use; stays open
     * @param err receives reports of rows that cannot become records
     */
    public Demonstration(LocalCluster cluster, PrintWriter err) {
        this.configuration = cluster.configuration();
        this.folder = new DemoFolder(cluster.folder());
        this.schemas = RegistrySchemas.connect(configuration.registry());
        this.outcomes = new Outcomes(configuration.topics(), schemas);
        this.err = err;
    }

    /** The outcomes read so far. */
    public Outcomes outcomes() {
        return outcomes;
    }

    /** Number of published transfers, including bad ones. */
    public long transfersPublished() {
        return published.get();
    }

    /** Whether an input was published in this folder at an earlier start, and is not published again. */
    public boolean wasPublished(DemoInput input) {
        return input.isPublishedOnce() && folder.isStoryPublished();
    }

    /**
     * Screens everything, and returns when all outcomes are read.
     *
     * @param termination may end it early
     * @throws CliException when the work cannot be completed
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
     * Shows the open alerts of earlier starts, then every alert as it arrives, until stopped.
     *
     * @param operations exposes the application's state
     * @param begun called when the open alerts are known, before any new alert is shown
     * @param watcher receives each alert
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
            outcomes.forEachOpenViolation(watcher);
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

    /** Clears the interrupt that ended the work, so that it does not interrupt the shutdown. */
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

    /** Runs on the publisher's thread. */
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

    /** The offset after the law's last record. The marker of a transaction's end, which follows it, does not count. */
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

    /** Marks a data folder in which the story was published, so that the next start does not publish it again. */
    private static final class DemoFolder {
        private final Path mark;

        DemoFolder(Path folder) {
            this.mark = folder.resolve("story-published");
        }

        /** Whether the story was published completely. An interrupted story is published again, which changes nothing. */
        boolean isStoryPublished() {
            return Files.exists(mark);
        }

        void storyIsPublished() {
            try {
                Files.writeString(mark, "The demo's story was published at " + Instant.now() + ".\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
