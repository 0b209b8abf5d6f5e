package io.tradewatch.cli.replay;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.Connections;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.Progress;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.run.Grace;
import io.tradewatch.cli.run.Termination;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.replay.PlanFolder;
import io.tradewatch.replay.PlannedRuleset;
import io.tradewatch.replay.Replay;
import io.tradewatch.replay.ReplayCluster;
import io.tradewatch.replay.ReplayRequest;
import io.tradewatch.ruleset.Unusable;
import io.tradewatch.ruleset.publish.MeasuresTopicReader;
import io.tradewatch.ruleset.publish.PublishedLaw;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The common steps of all replay commands: opens the cluster and the plan's folder, reads with progress, and cleans up, even
 * when interrupted. Only a failed or killed run leaves its plan, for a later run to resume.
 */
public final class ReplayRun {
    private static final String RUNS = ".tradewatch/replays";

    private final Configuration configuration;
    private final PrintWriter err;

    /** An operation on a completed replay. */
    @FunctionalInterface
    public interface Work {
        /** Returns the exit code. */
        int with(ReplayCluster cluster, Replay replay) throws Exception;
    }

    /** An operation that reads the cluster. */
    @FunctionalInterface
    public interface Reading {
        /** Returns the exit code. */
        int of(ReplayCluster cluster) throws Exception;
    }

    /** Reads the rulesets for screening. */
    @FunctionalInterface
    public interface Laws {
        List<PlannedRuleset> read(ReplayCluster cluster) throws Exception;
    }

    public ReplayRun(Configuration configuration, PrintWriter err) {
        this.configuration = configuration;
        this.err = err;
    }

    /**
     * Replays.
     *
     * @param request the request
     * @param options the folder of the plan, by default one that depends on the request, and the number of threads
     * @param laws the rulesets
     * @param work runs afterwards
     */
    public int run(ReplayRequest request, ReplayOptions options, Laws laws, Work work) throws Exception {
        Path folder = options.folder() == null ? defaultFolder(request) : options.folder();
        int threads = options.threads();
        Grace grace = Grace.whileBrokersAnswer(() -> Connections.doBrokersAnswer(configuration));
        return connected(cluster -> Termination.during(
                1, grace, termination -> run(cluster, request, folder, threads, laws, work, termination)));
    }

    /**
     * Runs an operation that reads the cluster.
     *
     * @throws CliException when Kafka or the registry does not answer, or the registry fails during the operation
     */
    public int connected(Reading reading) throws Exception {
        Connections.kafka(configuration).close();
        try (RegistrySchemas schemas = Connections.registry(configuration)) {
            return reading.of(new ReplayCluster(configuration.kafka(), schemas));
        } catch (RegistryUnavailableException e) {
            throw Connections.noRegistry(configuration, e);
        }
    }

    private int run(
            ReplayCluster cluster,
            ReplayRequest request,
            Path folder,
            int threads,
            Laws laws,
            Work work,
            Termination termination)
            throws Exception {
        boolean isDone = false;
        try (PlanFolder plan = PlanFolder.open(folder)) {
            try (Replay replay = Replay.open(cluster, request, plan, () -> laws.read(cluster))) {
                announce(replay, plan);
                try (Progress progress =
                        Progress.overRecords("replaying", replay.plan().offsets())) {
                    replay.read(threads, progress::at);
                }
                int exitCode = work.with(cluster, replay);
                isDone = true;
                return exitCode;
            } finally {
                boolean isInterrupted = termination.isRequested() && termination.await(Duration.ZERO);
                if (isDone || isInterrupted || !plan.isPlanned()) {
                    plan.discard();
                }
                if (isInterrupted) {
                    Lines.print(err, "", "Interrupted: nothing was written, and nothing of this run is left.");
                    err.flush();
                }
            }
        }
    }

    /** The default folder: the same for the same request on the same cluster. */
    private Path defaultFolder(ReplayRequest request) {
        String name = configuration.kafka().get("bootstrap.servers") + " " + request;
        UUID hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return configuration.home().resolve(RUNS).resolve(HexFormat.of().toHexDigits(hash.getMostSignificantBits()));
    }

    private void announce(Replay replay, PlanFolder plan) {
        if (replay.isResumed()) {
            Lines.print(
                    err,
                    "resumed     ",
                    "the run that was planned at " + replay.plan().createdAt() + " in " + plan.path() + ": "
                            + replay.done() + " of " + replay.plan().offsets() + " records were read before");
        }
        replay.plan().notes().forEach(note -> Lines.print(err, "note        ", note));
        err.flush();
    }

    /**
     * The ruleset on the topic; prints which records it lacks.
     *
     * @param knownAt the instant of knowledge for the run; null: now
     * @throws RegistryUnavailableException when the registry does not return a schema
     */
    public PlannedRuleset publishedLaw(ReplayCluster cluster, @Nullable Instant knownAt)
            throws RegistryUnavailableException {
        return PlannedRuleset.of(published(cluster, knownAt), knownAt);
    }

    /**
     * The records on the topic; prints which of them are unusable.
     *
     * @param knownAt the instant of knowledge for the run; null: now
     * @throws RegistryUnavailableException when the registry does not return a schema
     */
    public PublishedLaw published(ReplayCluster cluster, @Nullable Instant knownAt)
            throws RegistryUnavailableException {
        PublishedLaw published = new MeasuresTopicReader(
                        cluster.kafka(),
                        cluster.schemas(),
                        configuration.topics().measures())
                .read();
        List<Unusable> unusable = published.ruleset(knownAt).unusable();
        unusable.stream()
                .limit(Unusable.MOST_SHOWN)
                .forEach(record -> Lines.print(
                        err, "note        ", "The ruleset is incomplete: it lacks the record " + record + "."));
        if (unusable.size() > Unusable.MOST_SHOWN) {
            Lines.print(
                    err,
                    "note        ",
                    "The ruleset lacks " + (unusable.size() - Unusable.MOST_SHOWN) + " more records.");
        }
        return published;
    }
}
