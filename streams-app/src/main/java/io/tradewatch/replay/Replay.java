package io.tradewatch.replay;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.kafka.OffsetRange;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.screening.LogScreening;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * One run over the log of transfers. It plans a new run or resumes an interrupted one, reads, and returns the open
 * violations under each ruleset.
 *
 * <pre>{@code
 * try (PlanFolder folder = PlanFolder.open(path);
 *         Replay replay = Replay.open(cluster, request, folder, () -> List.of(law))) {
 *     replay.read(4, records -> {});
 *     replay.violations(0).forEachRemaining(out::print);
 *     replay.close();
 *     folder.discard();
 * }
 * }</pre>
 *
 * <p><b>Threading notes.</b> For one thread. {@link #read} starts others, which have ended when it returns.
 */
public final class Replay implements AutoCloseable {
    private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(1);
    private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(200);

    private final ReplayCluster cluster;
    private final ReplayPlan plan;
    private final PlanFolder folder;
    private final boolean resumed;
    private final RunState state;
    private final ShutdownSignal stop = new ShutdownSignal();
    private final SortedMap<Integer, PartitionReplay> partitions = new TreeMap<>();
    private Duration reading = Duration.ZERO;
    private long readOffsets;

    /** Reads the rulesets for screening; called only if there is no plan yet. */
    @FunctionalInterface
    public interface Laws {
        /** One ruleset or several. */
        List<PlannedRuleset> read() throws Exception;
    }

    private Replay(ReplayCluster cluster, ReplayPlan plan, boolean resumed, PlanFolder folder, int maxViolations) {
        this.cluster = cluster;
        this.plan = plan;
        this.folder = folder;
        this.resumed = resumed;
        List<CompiledRuleset> laws = folder.laws().stream()
                .map(law -> CompiledRuleset.fixed(MeasureIndex.compile(law.law(), plan.knownAt()), maxViolations))
                .toList();
        this.state = new RunState(folder.state());
        plan.bounds()
                .forEach((partition, bounds) -> partitions.put(
                        partition,
                        new PartitionReplay(
                                partition,
                                bounds,
                                plan.range(),
                                state,
                                laws.size(),
                                (law, rows) -> new LogScreening(
                                        cluster.schemas(), laws.get(law), rows, stop, REGISTRY_PATIENCE))));
    }

    /**
     * Plans a run, or resumes the unfinished one of this folder.
     *
     * @param cluster the cluster to read
     * @param request the request
     * @param folder holds plan and state; stays open
     * @param laws reads the rulesets
     * @throws ReplayException when the run is impossible, with the reason
     */
    public static Replay open(ReplayCluster cluster, ReplayRequest request, PlanFolder folder, Laws laws)
            throws Exception {
        Optional<ReplayPlan> unfinished = folder.plan();
        try (Admin admin = Admin.create(cluster.kafka());
                Consumer<byte[], byte[]> consumer = cluster.consumer()) {
            TopicBounds topics = new TopicBounds(admin, consumer);
            TopicDescription transfers = topics.describe(request.topics().transfers());
            if (unfinished.isPresent()) {
                requireSame(unfinished.get(), request, transfers, folder);
                return new Replay(cluster, unfinished.get(), true, folder, request.maxViolations());
            }
            if (request.output() != null) {
                request.output().requireFree(cluster, transfers.partitions().size());
            }
            ReplayPlan plan = plan(request, topics, transfers);
            folder.write(plan, laws.read());
            return new Replay(cluster, plan, false, folder, request.maxViolations());
        }
    }

    private static ReplayPlan plan(ReplayRequest request, TopicBounds topics, TopicDescription transfers)
            throws InterruptedException {
        SortedMap<Integer, Long> violationsEnds = new TreeMap<>();
        if (request.against() != null) {
            // Read before the end offsets of transfers, so that no published violation is of a transfer beyond them.
            topics.of(topics.describe(request.against()))
                    .forEach((partition, bounds) -> violationsEnds.put(partition, bounds.end()));
        }
        SortedMap<Integer, OffsetRange> bounds = topics.of(transfers);
        return new ReplayPlan(
                UUID.randomUUID().toString(),
                request.arguments(),
                Instant.now(),
                ReplayPlan.softwareOfThisProcess(),
                request.range().from(),
                request.range().to(),
                request.knownAt(),
                transfers.name(),
                transfers.topicId().toString(),
                bounds,
                request.against(),
                violationsEnds,
                topics.notes(transfers, bounds));
    }

    private static void requireSame(
            ReplayPlan plan, ReplayRequest request, TopicDescription transfers, PlanFolder folder) {
        String fix = "Delete the folder " + folder.path() + " to begin anew, or name another with --plan DIR.";
        if (!plan.arguments().equals(request.arguments())) {
            throw new ReplayException(
                    folder.path() + " holds the plan of another replay (" + plan.arguments() + "), asked for is "
                            + request.arguments(),
                    fix);
        }
        if (!plan.software().equals(ReplayPlan.softwareOfThisProcess())) {
            throw new ReplayException(
                    "the plan in " + folder.path() + " was made by another version of Tradewatch (" + plan.software()
                            + ")",
                    fix);
        }
        if (!plan.transfersId().equals(transfers.topicId().toString())) {
            throw new ReplayException(
                    "topic " + plan.transfers() + " was made anew since the plan in " + folder.path() + " was made",
                    fix);
        }
    }

    /** The plan of the run. */
    public ReplayPlan plan() {
        return plan;
    }

    /** A ruleset of the plan, read from the disk. */
    public PlannedRuleset ruleset(int law) {
        return folder.laws().get(law);
    }

    /** Whether the run resumes an interrupted one. */
    public boolean isResumed() {
        return resumed;
    }

    /** Number of offsets read so far, by this process and earlier ones. */
    public long done() {
        return partitions.values().stream().mapToLong(PartitionReplay::done).sum();
    }

    /**
     * Reads and screens all planned offsets that are not read yet.
     *
     * @param threads maximum number of reading threads, 1 or more; one thread reads each partition
     * @param progress receives the number of offsets done at intervals, called by this thread
     * @throws InterruptedException when interrupted; results up to then are kept
     */
    public void read(int threads, LongConsumer progress) throws InterruptedException {
        List<Map<Integer, PartitionReplay>> shares = shares(threads);
        if (shares.isEmpty()) {
            return;
        }
        long before = done();
        long start = System.nanoTime();
        LongAdder done = new LongAdder();
        done.add(before);
        AtomicBoolean isToStop = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(shares.size(), task -> new Thread(task, "replay"));
        ExecutorCompletionService<Boolean> workers = new ExecutorCompletionService<>(pool);
        try {
            shares.forEach(share -> workers.submit(() -> {
                read(share, done, isToStop);
                return true;
            }));
            for (int left = shares.size(); left > 0; ) {
                Future<Boolean> finished = workers.poll(PROGRESS_INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
                progress.accept(done.sum());
                if (finished != null) {
                    finished.get();
                    left--;
                }
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            isToStop.set(true);
            stop.stop();
            endOf(pool);
            reading = Duration.ofNanos(System.nanoTime() - start);
            readOffsets = done() - before;
        }
    }

    /** Duration of {@link #read}. */
    public Duration reading() {
        return reading;
    }

    /** Number of offsets that {@link #read} passed; a few of them may have no record. */
    public long readOffsets() {
        return readOffsets;
    }

    /** Distributes the unfinished partitions over threads. */
    private List<Map<Integer, PartitionReplay>> shares(int threads) {
        List<Map<Integer, PartitionReplay>> shares = new ArrayList<>();
        int dealt = 0;
        for (Map.Entry<Integer, PartitionReplay> entry : partitions.entrySet()) {
            if (!entry.getValue().isDone()) {
                if (shares.size() < threads) {
                    shares.add(new TreeMap<>());
                }
                shares.get(dealt++ % threads).put(entry.getKey(), entry.getValue());
            }
        }
        return shares;
    }

    private void read(Map<Integer, PartitionReplay> share, LongAdder done, AtomicBoolean isToStop) {
        SortedMap<Integer, OffsetRange> left = new TreeMap<>();
        share.forEach((number, partition) -> left.put(number, partition.left()));
        try (Consumer<byte[], byte[]> consumer = cluster.consumer()) {
            BoundedReading.read(
                    plan.transfers(),
                    consumer,
                    left,
                    (from, records, position) -> {
                        PartitionReplay partition = share.get(from.partition());
                        if (partition != null) {
                            done.add(partition.take(records, position));
                        }
                    },
                    isToStop::get);
        }
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof IllegalStateException && cause.getCause() instanceof RegistryUnavailableException) {
            return new ReplayException(
                    String.valueOf(cause.getMessage()),
                    "When it answers again, run the same command again: it goes on where it was.",
                    cause);
        }
        if (cause instanceof RuntimeException failure) {
            return failure;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(cause);
    }

    /** Waits for the threads even when interrupted, because they use the state that the caller closes next. */
    private static void endOf(ExecutorService pool) {
        pool.shutdown();
        boolean isInterrupted = false;
        while (true) {
            try {
                if (pool.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The counts over all partitions. */
    public Counts counts() {
        Counts all = new Counts();
        partitions.values().forEach(partition -> all.add(partition.counts()));
        return all;
    }

    /** The open violations under a ruleset, within the range, in the order of output. Call after {@link #read}. */
    public Iterator<Violation> violations(int law) {
        return new OpenViolations(partitions.values(), law);
    }

    /** The differences between the open violations under two rulesets. Call after {@link #read}. */
    public Iterator<Difference> differences(int before, int after) {
        return new Differences(violations(before), violations(after));
    }

    /**
     * Compares the open violations under the first ruleset with those of the planned topic. Call after {@link #read}.
     *
     * @param each receives each difference, in the order of output; before is the published state
     * @return number of records of the topic that cannot be read as violations
     * @throws RegistryUnavailableException when the registry does not return the schema of a record
     */
    public long compareWithPublished(java.util.function.Consumer<Difference> each) throws RegistryUnavailableException {
        String topic = plan.violations();
        if (topic == null) {
            throw new IllegalStateException("the plan names no topic to compare with");
        }
        try (PublishedViolations published = new PublishedViolations(cluster, plan, state)) {
            published.read(topic, () -> false);
            try (PublishedViolations.Open open = published.open()) {
                new Differences(open, violations(0)).forEachRemaining(each);
            }
            return published.unreadable();
        }
    }

    @Override
    public void close() {
        partitions.values().forEach(PartitionReplay::close);
        state.close();
    }
}
