package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.GeneratedTrade.Kind;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.kafka.TopicNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * Weighs what the application keeps, before it has seen any transfer and after very many clean ones: the broker's copy
 * (changelogs) and its own (the state directory), each after a clean stop.
 */
final class StateBenchmark implements Benchmark {
    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    private static final String APPLICATION = "weighed";
    private static final int MEASURES = 1_000;

    /** Bytes and records of changelogs, bytes of the state directory: all files, and those that hold keys and values. */
    private record Weight(double changelogBytes, double changelogRecords, double fileBytes, double tableBytes) {
        Weight minus(Weight other) {
            return new Weight(
                    changelogBytes - other.changelogBytes,
                    changelogRecords - other.changelogRecords,
                    fileBytes - other.fileBytes,
                    tableBytes - other.tableBytes);
        }
    }

    @Override
    public String name() {
        return "state";
    }

    @Override
    public String title() {
        return "State per million clean transfers";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        int transfers = workshop.scaled(1_000_000, 200_000);
        List<Measure> law = GeneratedLaw.measures(MEASURES);
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            cluster.createTopics(TOPICS);
            cluster.publishLaw(TOPICS, workshop.referenceFolder(), law);
            Path state = workshop.scratch().resolve(APPLICATION);
            Weight first = weighAfterRun(cluster, state);
            Weight idle = weighAfterRun(cluster, state);
            cluster.publishTransfers(TOPICS, new GeneratedTrade(law).all(Kind.CLEAN, transfers));
            Weight busy = weighAfterRun(cluster, state);
            report(report, "growth in a run without transfers", idle.minus(first), "");
            report(report, "growth in a run with all of them", busy.minus(idle), "nothing more");
            report.figure("whole changelogs", "bytes", Spread.of(busy.changelogBytes()), "")
                    .figure("whole state directory", "bytes", Spread.of(busy.fileBytes()), "")
                    .setting("clean transfers", transfers)
                    .setting(
                            "alerts",
                            PublishedAlerts.all(cluster, TOPICS.violations()).size())
                    .setting("look-back", Settings.THIRTY_DAYS.toDays() + " days")
                    .setting("partitions", BenchCluster.PARTITIONS);
        }
        return report.remark("Starting and stopping leave a little behind by themselves, RocksDB's own logs above all:"
                + " the run without transfers tells how much.");
    }

    private static void report(Report report, String run, Weight growth, String aim) {
        report.figure(run + ": changelogs", "bytes", Spread.of(growth.changelogBytes()), aim)
                .figure(run + ": records in changelogs", "", Spread.of(growth.changelogRecords()), aim)
                .figure(run + ": RocksDB's tables", "bytes", Spread.of(growth.tableBytes()), aim)
                .figure(run + ": all files", "bytes", Spread.of(growth.fileBytes()), aim);
    }

    private static Weight weighAfterRun(BenchCluster cluster, Path state)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = cluster.ends(TOPICS.transfers());
        try (Rescreened instance = Rescreened.start(cluster, TOPICS, APPLICATION, state)) {
            new Stopwatch(cluster, APPLICATION, ends).awaitCommitted();
            instance.await(cluster.lawEnd(TOPICS));
        }
        return weigh(cluster, state);
    }

    private static Weight weigh(BenchCluster cluster, Path state) throws ExecutionException, InterruptedException {
        Collection<String> changelogs = cluster.internalTopics(APPLICATION);
        double bytes = 0;
        for (Map<String, LogDirDescription> broker : cluster.admin()
                .describeLogDirs(List.of(1))
                .allDescriptions()
                .get()
                .values()) {
            for (LogDirDescription folder : broker.values()) {
                bytes += folder.replicaInfos().entrySet().stream()
                        .filter(replica -> changelogs.contains(replica.getKey().topic()))
                        .mapToLong(replica -> replica.getValue().size())
                        .sum();
            }
        }
        Map<TopicPartition, Long> from = new HashMap<>();
        Map<TopicPartition, Long> to = new HashMap<>();
        for (String changelog : changelogs) {
            to.putAll(cluster.ends(changelog));
        }
        to.keySet().forEach(partition -> from.put(partition, 0L));
        int records = PublishedAlerts.ids(cluster, from, to).size();
        return new Weight(bytes, records, bytesOf(state, ""), bytesOf(state, ".sst"));
    }

    private static double bytesOf(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(
                            file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException("the state directory cannot be weighed", e);
        }
    }
}
