package io.tradewatch.replay;

import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.kafka.OffsetRange;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.screening.LogScreening;
import io.tradewatch.screening.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Finds every record of one transfer in the log, and the application's verdict on each. It reads all partitions, because a
 * producer with another partitioner than Kafka's puts transfers elsewhere.
 */
public final class TransferSearch {
    private static final Duration REGISTRY_PATIENCE = Duration.ofMinutes(1);

    /**
     * One record of the transfer.
     *
     * @param origin its location
     * @param time the record's timestamp
     * @param transfer its content; null if the record is not usable
     * @param verdict the application's decision, in words
     * @param counts whether it is the active record of the transfer, until a later one is
     */
    public record Found(
            RecordLocation origin, Instant time, @Nullable Transfer transfer, String verdict, boolean counts) {}

    /** Receives the progress of the search. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * Called after each poll of the topic, by the searching thread.
         *
         * @param done number of offsets read
         * @param all total number of offsets
         */
        void at(long done, long all);
    }

    private final String transferId;
    private final byte[] key;
    private final CompiledRuleset law;
    private final List<Found> found = new ArrayList<>();

    private TransferSearch(String transferId, Law law, @Nullable Instant knownAt, int maxViolations) {
        this.transferId = transferId;
        this.key = transferId.getBytes(StandardCharsets.UTF_8);
        this.law = CompiledRuleset.fixed(MeasureIndex.compile(law, knownAt), maxViolations);
    }

    /**
     * Reads the whole topic for a transfer.
     *
     * @param cluster the cluster to read
     * @param topic the topic of transfers
     * @param transferId the transfer
     * @param law the ruleset: earlier findings decide whether a contradiction is noticed
     * @param knownAt only revisions recorded at or before this instant count; null means all
     * @param maxViolations as of {@link io.tradewatch.engine.rules.Screening}
     * @param watcher receives the progress
     * @return its records in the order of partitions and offsets
     * @throws ReplayException when there is no such topic or no record of the transfer
     */
    public static List<Found> find(
            ReplayCluster cluster,
            String topic,
            String transferId,
            Law law,
            @Nullable Instant knownAt,
            int maxViolations,
            Watcher watcher)
            throws InterruptedException, IOException {
        TransferSearch search = new TransferSearch(transferId, law, knownAt, maxViolations);
        Path folder = Files.createTempDirectory("tradewatch-explain");
        try (Admin admin = Admin.create(cluster.kafka());
                Consumer<byte[], byte[]> consumer = cluster.consumer();
                RunState state = new RunState(folder)) {
            TopicBounds topics = new TopicBounds(admin, consumer);
            TopicDescription transfers = topics.describe(topic);
            search.read(cluster, transfers.name(), topics.of(transfers), consumer, state, watcher);
        } finally {
            delete(folder);
        }
        if (search.found.isEmpty()) {
            throw new ReplayException(
                    "topic " + topic + " has no record with the key " + search.transferId,
                    "Check the id: it must match exactly. Records under another key are in the dead letters.");
        }
        search.found.sort(Comparator.comparing((Found record) -> record.origin().partition())
                .thenComparing(record -> record.origin().offset()));
        return search.found;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private void read(
            ReplayCluster cluster,
            String topic,
            SortedMap<Integer, OffsetRange> bounds,
            Consumer<byte[], byte[]> consumer,
            RunState state,
            Watcher watcher) {
        Map<Integer, LogScreening> screenings = new HashMap<>();
        Map<Integer, Long> done = new HashMap<>();
        long all = bounds.values().stream()
                .mapToLong(bound -> bound.end() - bound.begin())
                .sum();
        try (Batch batch = state.batch()) {
            for (int partition : bounds.keySet()) {
                screenings.put(
                        partition,
                        new LogScreening(
                                cluster.schemas(),
                                law,
                                new LogScreening.State(
                                        state.rows(partition, KeyPrefix.violations(0), batch),
                                        state.rows(partition, KeyPrefix.revisions(0), batch)),
                                new ShutdownSignal(),
                                REGISTRY_PATIENCE));
            }
            BoundedReading.read(
                    topic,
                    consumer,
                    bounds,
                    (from, records, position) -> {
                        int partition = from.partition();
                        records.stream()
                                .filter(record -> Arrays.equals(record.key(), key))
                                .forEach(record -> judge(record, screenings.get(partition)));
                        done.put(partition, position - bounds.get(partition).begin());
                        watcher.at(
                                done.values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum(),
                                all);
                    },
                    () -> Thread.currentThread().isInterrupted());
        }
    }

    /** A verdict in words. */
    public static String inWords(Verdict verdict) {
        if (verdict instanceof Verdict.Superseded superseded) {
            return "passed over: revision " + superseded.by() + " was there before";
        }
        return verdict.defect().map(problem -> "dead letter, " + problem).orElse("taken");
    }

    private void judge(ConsumerRecord<byte[], byte[]> consumed, @Nullable LogScreening screening) {
        if (screening == null) {
            return;
        }
        Record<byte[], byte[]> record =
                new Record<>(consumed.key(), consumed.value(), Math.max(0, consumed.timestamp()), consumed.headers());
        RecordLocation origin = RecordLocation.of(consumed);
        DecodeResult<Transfer> read = screening.read(record);
        Verdict verdict = read instanceof DecodeResult.Defective<Transfer> defective
                ? new Verdict.Unusable(defective.defect())
                : screening.screen(record, origin, read.orElseThrow());
        Transfer transfer = verdict.defect().isPresent() ? null : read.orElseThrow();
        found.add(new Found(
                origin,
                Instant.ofEpochMilli(Math.max(0, consumed.timestamp())),
                transfer,
                inWords(verdict),
                verdict instanceof Verdict.Screened));
    }
}
