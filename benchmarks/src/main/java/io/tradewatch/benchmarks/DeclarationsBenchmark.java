package io.tradewatch.benchmarks;

import io.tradewatch.benchmarks.Stopwatch.Lap;
import io.tradewatch.codec.OutlineReader;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.ruleset.files.Lint;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Compares screening with merely copying, over declarations that somebody else has made and under the law that comes with the product. */
final class DeclarationsBenchmark implements Benchmark {
    /** Where the declarations can be had from. */
    static final String SOURCE = "https://github.com/Seondong/Customs-Declaration-Datasets (data/df_syn_train_eng.csv)";

    private static final TopicNames TOPICS = TopicNames.withPrefix("");
    private static final TopicNames COPIED = TopicNames.withPrefix("copies-");

    /** What takes part. */
    private enum Contender {
        COPYING("copying declarations"),
        SCREENING("screening declarations, look-back 0");

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
        return "declarations";
    }

    @Override
    public String title() {
        return "Declarations from outside, under the shipped law";
    }

    @Override
    public Optional<String> lack(Workshop workshop) {
        return workshop.declarations().isPresent()
                ? Optional.empty()
                : Optional.of("it needs a file of declarations, which is no part of this project: fetch it from "
                        + SOURCE + " and name it with --declarations FILE");
    }

    @Override
    public Report run(Workshop workshop) throws Exception {
        int transfers = workshop.scaled(1_000_000, 150_000);
        Path config = workshop.home().resolve("config");
        Declarations declarations = Declarations.read(
                workshop.declarations().orElseThrow(),
                config.resolve("mappings").resolve("customs-declarations.yaml"));
        MeasureCatalogue law = Lint.check(config.resolve("measures"), workshop.referenceFolder());
        Report report = new Report(this);
        try (BenchCluster cluster = new BenchCluster()) {
            cluster.createTopics(COPIED);
            cluster.createTopics(TOPICS);
            cluster.publishLaw(TOPICS, law);
            cluster.publishTransfers(TOPICS, declarations.transfers(transfers));
            DeclaredViolations expected = DeclaredViolations.of(declarations, transfers, law);
            ThroughputBenchmark.warmUp(cluster, workshop);
            race(workshop, cluster, report, expected);
            describe(report, declarations, law);
            report.setting("transfers", transfers)
                    .setting("violations in the rows as they are", expected.asTheyAre())
                    .setting("violations", expected.ids().size())
                    .setting("partitions", BenchCluster.PARTITIONS);
            Settings.describe(report);
        }
        return report;
    }

    private static void race(Workshop workshop, BenchCluster cluster, Report report, DeclaredViolations expected)
            throws Exception {
        CopyingRun copying = new CopyingRun(cluster, workshop, TOPICS.transfers(), COPIED.violations());
        ScreeningRun screening =
                new ScreeningRun(cluster, workshop, TOPICS, cluster.ends(TOPICS.transfers()), expected.ids());
        Race<Contender, Lap> race = new Race<>(Contender.class, Lap::secondsEach, workshop.scaled(4, 2));
        race.run(workshop.scaled(7, 2), workshop, report, (contender, id) -> switch (contender) {
            case COPYING -> copying.time(id);
            case SCREENING -> screening.time(id, state -> Settings.start(cluster, TOPICS, id, state, Duration.ZERO));
        });
        race.reportRates(report, "transfers/s");
        for (Contender contender : Contender.values()) {
            report.figure(
                    contender + ": processor time of its thread",
                    "µs a transfer",
                    race.spread(contender, lap -> lap.threadSecondsEach() * 1e6),
                    "");
        }
        race.reportRatio(report, Contender.SCREENING, Contender.COPYING, "at least 0.80");
    }

    /** Reports what the declarations are like, by the bytes that one pass through the file comes to. */
    private static void describe(Report report, Declarations declarations, MeasureCatalogue law)
            throws RegistryUnavailableException {
        int rows = declarations.rows().size();
        SerializedTrade trade = SerializedTrade.of(declarations.transfers(rows));
        OutlineReader outlines = new OutlineReader(trade.schemas());
        MeasureIndex index = MeasureIndex.compile(law.law());
        Screening screening = new Screening(index, Screening.DEFAULT_MAX_VIOLATIONS);
        int clear = 0;
        for (int i = 0; i < rows; i++) {
            TransferOutline outline = outlines.read(trade.keys()[i], trade.values()[i]);
            if (outline != null && screening.isClear(outline)) {
                clear++;
            }
        }
        report.figure("clear by their outline", "% of the declarations", Spread.of(100.0 * clear / rows), "")
                .setting("rows of the file", rows)
                .setting("rows left out", declarations.refused())
                .setting(
                        "bytes a transfer",
                        Arrays.stream(trade.values())
                                        .mapToLong(value -> value.length)
                                        .sum()
                                / rows)
                .setting("measures", index.size());
    }
}
