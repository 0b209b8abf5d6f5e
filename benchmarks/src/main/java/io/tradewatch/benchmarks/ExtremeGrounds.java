package io.tradewatch.benchmarks;

import io.tradewatch.avro.Transfer;
import io.tradewatch.benchmarks.GeneratedTrade.Kind;
import io.tradewatch.benchmarks.Stopwatch.Lap;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.kafka.TopicNames;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** Publishes law and transfers of each extreme, and says what must come of them. */
final class ExtremeGrounds {
    private static final int MEASURES = 1_000;
    private static final int MANY_MEASURES = 100_000;
    private static final int MANY_CODES = 50_000;
    private static final int LONG_CLEAN = 100;

    private final BenchCluster cluster;
    private final Workshop workshop;
    private final Map<Extreme, Ground> grounds = new EnumMap<>(Extreme.class);

    /**
     * What one extreme is run over.
     *
     * @param items goods items of all transfers
     */
    record Ground(TopicNames topics, Map<TopicPartition, Long> ends, Set<String> expected, long items) {
        /** The pace of a run. */
        Pace pace(Lap lap) {
            double share = lap.records() / records();
            return new Pace(lap.seconds() / (items * share), expected.size() * share / lap.seconds());
        }

        private double records() {
            return ends.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** How fast a run was. */
    record Pace(double secondsAnItem, double alertsASecond) {}

    private ExtremeGrounds(BenchCluster cluster, Workshop workshop) {
        this.cluster = cluster;
        this.workshop = workshop;
    }

    /** Publishes everything. */
    static ExtremeGrounds publish(BenchCluster cluster, Workshop workshop)
            throws ExecutionException, InterruptedException {
        ExtremeGrounds published = new ExtremeGrounds(cluster, workshop);
        published.publishUnderUsualLaw();
        published.publishUnderWideMeasure();
        published.publishToOneCountry();
        return published;
    }

    Ground of(Extreme extreme) {
        return grounds.get(extreme);
    }

    private int transfers() {
        return workshop.scaled(150_000, 50_000);
    }

    private int hits() {
        return workshop.scaled(10_000, 2_000);
    }

    private void publishUnderUsualLaw() throws ExecutionException, InterruptedException {
        List<Measure> measures = GeneratedLaw.measures(MEASURES);
        GeneratedTrade trade = new GeneratedTrade(measures);
        List<Measure> law = with(measures, GeneratedLaw.probe());
        ExtremeTrade extreme = new ExtremeTrade(trade);
        TopicNames topics = topics(Extreme.USUAL);
        publishLaw(topics, law);
        publish(Extreme.USUAL, topics, () -> trade.mixture(transfers()), law);
        publish(Extreme.LONG_CLEAN, under(topics, Extreme.LONG_CLEAN), () -> extreme.longClean(LONG_CLEAN), law);
        publish(Extreme.ALL_HITS, under(topics, Extreme.ALL_HITS), () -> trade.all(Kind.HIT, hits()), law);
    }

    private void publishUnderWideMeasure() throws ExecutionException, InterruptedException {
        Measure wide = GeneratedLaw.wide(MANY_CODES);
        GeneratedTrade trade = new GeneratedTrade(List.of(wide));
        List<Measure> law = with(GeneratedLaw.measures(MEASURES), wide);
        TopicNames topics = topics(Extreme.WIDE_MEASURE);
        publishLaw(topics, law);
        publish(Extreme.WIDE_MEASURE, topics, () -> trade.mixture(transfers()), law);
    }

    private void publishToOneCountry() throws ExecutionException, InterruptedException {
        ExtremeTrade extreme = new ExtremeTrade(new GeneratedTrade(List.of()));
        GeneratedTrade trade = new GeneratedTrade(List.of());
        // All other measures list even codes only, which none of these transfers has.
        List<Measure> decisive = List.of(GeneratedLaw.probe());
        TopicNames few = topics(Extreme.FEW_MEASURES);
        publishLaw(few, with(GeneratedLaw.even(MEASURES), GeneratedLaw.probe()));
        publish(Extreme.FEW_MEASURES, few, () -> extreme.nearMisses(transfers()), decisive);
        TopicNames many = topics(Extreme.MANY_MEASURES);
        publishLaw(many, with(GeneratedLaw.even(MANY_MEASURES), GeneratedLaw.probe()));
        publish(Extreme.MANY_MEASURES, many, () -> extreme.nearMisses(transfers()), decisive);
        publish(
                Extreme.MANY_MEASURES_HIT,
                under(many, Extreme.MANY_MEASURES_HIT),
                () -> trade.all(Kind.PROBE, hits()),
                decisive);
    }

    private static List<Measure> with(List<Measure> measures, Measure one) {
        List<Measure> all = new ArrayList<>(measures);
        all.add(one);
        return all;
    }

    private static TopicNames topics(Extreme extreme) {
        return TopicNames.withPrefix(extreme.name().toLowerCase(Locale.ROOT) + "-");
    }

    /** Topics of its own under the law of others. */
    private static TopicNames under(TopicNames law, Extreme extreme) {
        TopicNames own = topics(extreme);
        return new TopicNames(own.transfers(), law.measures(), own.violations(), own.deadLetters());
    }

    private void publishLaw(TopicNames topics, List<Measure> law) throws ExecutionException, InterruptedException {
        cluster.createTopics(topics);
        cluster.publishLaw(topics, workshop.referenceFolder(), law);
    }

    private void publish(Extreme extreme, TopicNames topics, Supplier<Stream<Transfer>> transfers, List<Measure> law)
            throws ExecutionException, InterruptedException {
        cluster.createTopics(topics);
        cluster.publishTransfers(topics, transfers.get());
        long items = transfers
                .get()
                .mapToLong(transfer -> transfer.getGoodsItems().size())
                .sum();
        Set<String> expected = ExpectedAlerts.ids(transfers.get(), law);
        grounds.put(extreme, new Ground(topics, cluster.ends(topics.transfers()), expected, items));
        workshop.say("  published: %s; %d items, %d alerts".formatted(extreme, items, expected.size()));
    }
}
