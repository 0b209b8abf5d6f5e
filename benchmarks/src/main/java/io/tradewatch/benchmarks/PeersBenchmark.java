package io.tradewatch.benchmarks;

import io.tradewatch.kafka.TopicNames;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Compares Tradewatch with other ways to find the same violations in the same topic, under the same guarantee. Timed by what a
 * consumer of committed records can read: from the tenth part of the alerts to the last of them. The join, which takes
 * twenty to forty times as long for a transfer, gets a topic of its own with the first of the same transfers.
 */
final class PeersBenchmark implements Benchmark {
    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    private static final TopicNames OTHERS = TopicNames.withPrefix("others-");
    private static final String LISTED_GOODS = "listed-goods";
    private static final double UNTIMED = 0.1;

    /** What takes part. */
    private enum Contender {
        TRADEWATCH("Tradewatch, look-back 0"),
        FLINK("Flink, with Tradewatch's decoders and index inside"),
        FLINK_MAP("Flink, with Avro's reader and a plain map"),
        TEXTBOOK("the textbook's join, by the DSL of Kafka Streams");

        private final String words;

        Contender(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public String title() {
        return "Tradewatch and other ways";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        int transfers = workshop.scaled(800_000, 200_000);
        int joined = workshop.scaled(200_000, 100_000);
        int rounds = workshop.scaled(5, 3);
        Course course = Course.of(transfers);
        Course beginning = Course.of(joined);
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            cluster.createTopics(OTHERS);
            // Before the transfers, as a table is joined as of their time.
            cluster.publishTable(LISTED_GOODS, TextbookInstance.listedGoods(course.law()));
            course.publish(cluster, TOPICS, workshop);
            cluster.publishTransfers(OTHERS, beginning.published().get());
            int lawRecords = Math.toIntExact(cluster.lawEnd(TOPICS));
            Race<Contender, Double> race =
                    new Race<>(Contender.class, secondsEach -> secondsEach, workshop.scaled(3, 2));
            try (FlinkProcess flink =
                    FlinkProcess.start(workshop.flinkClient(), cluster, TOPICS, OTHERS.violations(), lawRecords)) {
                race.run(rounds, workshop, report, (contender, id) -> {
                    Path state = workshop.scratch().resolve(id);
                    TopicNames to = contender == Contender.TRADEWATCH ? TOPICS : OTHERS;
                    Starting starting = switch (contender) {
                        case TRADEWATCH -> () -> Settings.start(cluster, TOPICS, id, state, Duration.ZERO);
                        case FLINK -> () -> flink.startJob(FlinkJob.Way.INDEX, id);
                        case FLINK_MAP -> () -> flink.startJob(FlinkJob.Way.MAP, id);
                        case TEXTBOOK ->
                            () -> TextbookInstance.start(
                                    cluster, id, state, OTHERS.transfers(), LISTED_GOODS, OTHERS.violations());
                    };
                    Course given = contender == Contender.TEXTBOOK ? beginning : course;
                    double seconds = time(cluster, to.violations(), id, given.expected(), starting);
                    cluster.deleteInternalTopics(id);
                    Workshop.delete(state);
                    return seconds / given.transfers();
                });
            }
            race.reportRates(report, "transfers/s");
            ratio(report, race, "Flink with Tradewatch inside", Contender.FLINK, "at least 2");
            ratio(report, race, "Flink with a plain map", Contender.FLINK_MAP, "at least 2");
            ratio(report, race, "the textbook's join", Contender.TEXTBOOK, "at least 5");
            Settings.describe(course.describe(report, cluster).setting("transfers that are joined", joined));
        }
        return report;
    }

    private static void ratio(Report report, Race<Contender, Double> race, String words, Contender other, String aim) {
        report.figure("Tradewatch ÷ " + words, "", race.ratio(Contender.TRADEWATCH, other), aim);
    }

    /** Starts a contender. */
    @FunctionalInterface
    private interface Starting {
        Closeable start() throws Exception;
    }

    /** Takes the time of a run, as if all of it had been timed, and checks what it published. */
    @SuppressWarnings("try") // It runs until it is closed.
    private static double time(
            BenchCluster cluster, String violations, String id, Set<String> expected, Starting starting)
            throws Exception {
        Map<TopicPartition, Long> before = cluster.ends(violations);
        double seconds;
        try (AlertWatch watch = new AlertWatch(cluster.kafka(), before);
                Closeable running = starting.start()) {
            long last = watch.awaitAll(expected);
            seconds = (last - watch.readableAt(expected, UNTIMED)) / 1e9 / (1 - UNTIMED);
        }
        List<String> published = PublishedAlerts.ids(cluster, before, cluster.ends(violations));
        ExpectedAlerts.require(expected, published, id);
        return seconds;
    }
}
