package io.tradewatch.cli;

import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.run.Grace;
import io.tradewatch.cli.run.Termination;
import io.tradewatch.measures.MeasuresTopicReader;
import io.tradewatch.measures.PublishedLaw;
import io.tradewatch.records.RegistrySchemas;
import io.tradewatch.records.RegistryUnavailableException;
import io.tradewatch.records.Unusable;
import io.tradewatch.replay.PlanFolder;
import io.tradewatch.replay.PlannedRuleset;
import io.tradewatch.replay.Replay;
import io.tradewatch.replay.ReplayCluster;
import io.tradewatch.replay.ReplayRequest;
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
 * Does what all commands that replay have in common: opens the cluster and the folder of the plan, reads with progress,
 * and tidies up, also when it is interrupted. Only a run that failed or was killed leaves its plan, to be taken up again.
 */
final class ReplayRun {
    private static final String RUNS = ".tradewatch/replays";

    private final Configuration configuration;
    private final PrintWriter err;

    /** What is done with a replay that has been read. */
    @FunctionalInterface
    interface Work {
        /** Returns the exit code. */
        int with(ReplayCluster cluster, Replay replay) throws Exception;
    }

    /** What reads the cluster. */
    @FunctionalInterface
    interface Reading {
        /** Returns the exit code. */
        int of(ReplayCluster cluster) throws Exception;
    }

    /** Reads the laws that are screened with. */
    @FunctionalInterface
    interface Laws {
        List<PlannedRuleset> read(ReplayCluster cluster) throws Exception;
    }

    ReplayRun(Configuration configuration, PrintWriter err) {
        this.configuration = configuration;
        this.err = err;
    }

    /**
     * Replays.
     *
     * @param request what is asked for
     * @param folder where the plan is kept; null means a place that the request finds again
     * @param threads how many threads read
     * @param laws the laws
     * @param work what is done afterwards
     */
    int run(ReplayRequest request, @Nullable Path folder, int threads, Laws laws, Work work) throws Exception {
        Grace grace = Grace.whileBrokersAnswer(() -> Connections.doBrokersAnswer(configuration));
        return connected(cluster -> Termination.during(
                1, grace, termination -> run(cluster, request, folder, threads, laws, work, termination)));
    }

    /**
     * Does something that reads the cluster.
     *
     * @throws CliException when Kafka or the registry is not there, or the registry goes away
     */
    int connected(Reading reading) throws Exception {
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
            @Nullable Path folder,
            int threads,
            Laws laws,
            Work work,
            Termination termination)
            throws Exception {
        boolean isDone = false;
        try (PlanFolder plan = PlanFolder.open(folder == null ? defaultFolder(request) : folder)) {
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

    /** The same request on the same cluster has the same folder. */
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
     * The ruleset as it stands on the topic; what it lacks is said.
     *
     * @param knownAt the instant that the run looks back to; null: now
     * @throws RegistryUnavailableException when the registry does not tell a schema
     */
    PlannedRuleset publishedLaw(ReplayCluster cluster, @Nullable Instant knownAt) throws RegistryUnavailableException {
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
        return PlannedRuleset.of(published, knownAt);
    }
}
