package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.GeneratedTrade.Kind;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.kafka.TopicNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Publishes measures over a small look-back and takes the time until the alert on a past transfer can be read. */
final class PublicationBenchmark implements Benchmark {
    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    private static final String APPLICATION = "publication";
    private static final int MEASURES = 1_000;
    private static final int TRANSFERS = 1_000;
    private static final int TRIALS = 20;
    private static final int WARM_UP = 3;
    private static final long DORMANT = 250;

    /** Trials begin at any moment of the application's own rhythm. */
    private static final int MOST_PAUSE_MS = 500;

    @Override
    public String name() {
        return "publication";
    }

    @Override
    public String title() {
        return "From a measure's publication to the alert on a past transfer";
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        List<Measure> law = GeneratedLaw.measures(MEASURES);
        GeneratedTrade trade = new GeneratedTrade(law);
        Random random = new Random(TRANSFERS);
        List<Double> millis = new ArrayList<>();
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            cluster.createTopics(TOPICS);
            cluster.publishLaw(TOPICS, workshop.referenceFolder(), law);
            cluster.publishTransfers(TOPICS, trade.mixture(TRANSFERS));
            String transferId = trade.transfer(DORMANT, Kind.DORMANT).getTransferId();
            try (Rescreened instance = Rescreened.start(
                            cluster, TOPICS, APPLICATION, workshop.scratch().resolve(APPLICATION));
                    AlertWatch watch = new AlertWatch(cluster.kafka(), cluster.ends(TOPICS.violations()))) {
                new Stopwatch(cluster, APPLICATION, cluster.ends(TOPICS.transfers())).awaitCommitted();
                instance.await(cluster.lawEnd(TOPICS));
                for (int trial = 0; trial < WARM_UP + TRIALS; trial++) {
                    Thread.sleep(random.nextInt(MOST_PAUSE_MS));
                    Measure measure = GeneratedLaw.changed("TRIAL-" + trial);
                    long published = System.nanoTime();
                    cluster.publishNow(TOPICS, measure);
                    long readable = watch.awaitAll(List.of(Violations.id(transferId, 1, measure.measureId())));
                    if (trial >= WARM_UP) {
                        millis.add((readable - published) / 1e6);
                    }
                    instance.await(cluster.lawEnd(TOPICS));
                }
                watch.requireNoneTwice();
            }
        }
        Spread spread = new Spread(millis);
        return report.figure("measure published → RESCREENED alert readable", "ms", spread, "under 2,000 ms")
                .remark("A quarter of the trials took less than %.0f ms, a quarter more than %.0f ms."
                        .formatted(spread.quantile(0.25), spread.quantile(0.75)))
                .setting("past transfers", TRANSFERS)
                .setting("measures", MEASURES)
                .setting("commit interval", Settings.COMMIT_INTERVAL.toMillis() + " ms")
                .setting("measures debounce", Settings.MEASURES_DEBOUNCE.toMillis() + " ms");
    }
}
