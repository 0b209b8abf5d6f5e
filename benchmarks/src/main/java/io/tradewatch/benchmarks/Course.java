package io.tradewatch.benchmarks;

import io.tradewatch.avro.Transfer;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.kafka.TopicNames;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What races are run over: a law, trade under it, and what the reference finds in that.
 *
 * @param transfers how many there are
 * @param law the measures
 * @param trade makes any transfer
 * @param published makes the transfers, the same each time
 * @param expected the ids of the violations
 */
record Course(
        int transfers,
        List<Measure> law,
        GeneratedTrade trade,
        Supplier<Stream<Transfer>> published,
        Set<String> expected) {
    private static final int MEASURES = 1_000;

    /**
     * The usual mixture.
     *
     * @param further measures beside the 1,000, which the mixture is drawn from
     */
    static Course of(int transfers, Measure... further) {
        List<Measure> usual = GeneratedLaw.measures(MEASURES);
        GeneratedTrade trade = new GeneratedTrade(usual);
        List<Measure> law =
                Stream.concat(usual.stream(), Arrays.stream(further)).toList();
        return of(transfers, law, trade, () -> trade.mixture(transfers));
    }

    /** Transfers that all break a law of 1,000 measures. */
    static Course ofHits(int transfers) {
        List<Measure> law = GeneratedLaw.measures(MEASURES);
        GeneratedTrade trade = new GeneratedTrade(law);
        return of(transfers, law, trade, () -> trade.all(GeneratedTrade.Kind.HIT, transfers));
    }

    private static Course of(
            int transfers, List<Measure> law, GeneratedTrade trade, Supplier<Stream<Transfer>> published) {
        return new Course(transfers, law, trade, published, ExpectedAlerts.ids(published.get(), law));
    }

    /** Creates the topics, and publishes all of it. */
    void publish(BenchCluster cluster, TopicNames topics, Workshop workshop)
            throws ExecutionException, InterruptedException {
        cluster.createTopics(topics);
        cluster.publishLaw(topics, workshop.referenceFolder(), law);
        cluster.publishTransfers(topics, published.get());
    }

    /** Reports what was published. */
    Report describe(Report report, BenchCluster cluster) {
        return report.setting("transfers", transfers)
                .setting("bytes a transfer", cluster.meanTransferBytes())
                .setting("measures", law.size())
                .setting("violations", expected.size())
                .setting("partitions", BenchCluster.PARTITIONS);
    }
}
