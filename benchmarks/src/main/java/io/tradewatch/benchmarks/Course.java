package io.tradewatch.benchmarks;

import io.tradewatch.records.TopicNames;
import io.tradewatch.screening.Measure;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * What races are run over: a law, trade under it, and what the reference finds in that.
 *
 * @param transfers how many there are
 * @param law the measures
 * @param trade makes the transfers
 * @param expected the ids of the violations
 */
record Course(int transfers, List<Measure> law, GeneratedTrade trade, Set<String> expected) {
    private static final int MEASURES = 1_000;

    /** The usual mixture under a law of 1,000 measures. */
    static Course of(int transfers) {
        List<Measure> law = GeneratedLaw.measures(MEASURES);
        GeneratedTrade trade = new GeneratedTrade(law);
        return new Course(transfers, law, trade, ExpectedAlerts.ids(trade.mixture(transfers), law));
    }

    /** Creates the topics, and publishes all of it. */
    void publish(BenchCluster cluster, TopicNames topics, Workshop workshop)
            throws ExecutionException, InterruptedException {
        cluster.createTopics(topics);
        cluster.publishLaw(topics, workshop.referenceFolder(), law);
        cluster.publishTransfers(topics, trade.mixture(transfers));
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
