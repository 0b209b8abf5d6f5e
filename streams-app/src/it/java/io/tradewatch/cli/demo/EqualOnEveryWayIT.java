package io.tradewatch.cli.demo;

import static io.tradewatch.cli.demo.RandomTransferLines.MEASURES;
import static io.tradewatch.cli.demo.RandomTransferLines.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.cli.Run;
import io.tradewatch.cli.run.Grace;
import io.tradewatch.cli.run.Termination;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.ruleset.files.Lint;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.streams.promises.Content;
import io.tradewatch.streams.promises.ReferenceViolations;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transfers as real files write them, with corrections, under the shipped measures: without Kafka, live and in a replay of
 * the topic the open violations are the same bytes, and they are what the plain implementation of the rules finds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EqualOnEveryWayIT {
    /** {@code -Dtradewatch.equal.transfers=N} draws another number. */
    private static final int TRANSFERS = Integer.getInteger("tradewatch.equal.transfers", 20_000);

    /**
     * The plain implementation takes a millisecond or two for each; {@code -Dtradewatch.equal.reference=20000} has it
     * screen all of them.
     */
    private static final int IN_REFERENCE = Integer.getInteger("tradewatch.equal.reference", 2_000);

    /** So many cars break more measures than {@value Screening#DEFAULT_MAX_VIOLATIONS} times. */
    private static final int BEYOND = Screening.DEFAULT_MAX_VIOLATIONS + 1;

    @TempDir
    private static Path folder;

    private final RandomTransferLines random = new RandomTransferLines(20_171_222);
    private final MeasureCatalogue catalogue = Lint.check(Path.of(MEASURES), Path.of(REFERENCE));
    private List<String> screened;

    @BeforeAll
    void screen() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < TRANSFERS; number++) {
            lines.add(random.draw(number));
            if (number % 5 == 4) {
                // A correction of a transfer that was published long ago, or a moment ago.
                int revision = 1 + number / 100;
                lines.add(random.draw(number % 100, revision, revision / 2));
            }
        }
        lines.addAll(beyondTheLimit());
        Files.write(folder.resolve("transfers.jsonl"), lines);
        screened = written(
                "screen.jsonl", "screen", path("transfers.jsonl"), "--measures", MEASURES, "--reference", REFERENCE);
        assertThat(screened).hasSizeGreaterThan(TRANSFERS / 2);
        assertThat(screened.stream().filter(line -> line.contains("TOO_MANY_FINDINGS")))
                .as("transfers beyond the limit, of which one was corrected to be below it")
                .hasSize(2);
    }

    /** With more violations than are published one by one: once, from its correction on, and until its correction. */
    private List<String> beyondTheLimit() {
        return List.of(
                random.cars(TRANSFERS, 0, BEYOND),
                random.cars(TRANSFERS + 1, 0, 2),
                random.cars(TRANSFERS + 2, 0, BEYOND),
                random.cars(TRANSFERS + 1, 1, BEYOND),
                random.cars(TRANSFERS + 2, 1, 2));
    }

    @Test
    void shouldOpenTheSameViolationsToTheByteLiveAndInAReplay() throws Exception {
        List<String> live = new ArrayList<>();
        StringWriter err = new StringWriter();
        try (LocalCluster cluster = LocalCluster.start(Optional.empty(), new Ports(0, 0, 0));
                Demonstration demonstration = new Demonstration(cluster, new PrintWriter(err, true))) {
            cluster.publish(catalogue);
            FileInput input = new FileInput(folder.resolve("transfers.jsonl"), null);
            Termination.during(1, Grace.atATerminal(), termination -> {
                demonstration.once(input, termination);
                return 0;
            });
            demonstration.outcomes().forEachOpenViolation(violation -> live.add(AvroJson.write(violation)));

            List<String> replayed = written(
                    "replay.jsonl",
                    "replay",
                    "--bootstrap-server",
                    cluster.bootstrapServers(),
                    "--schema-registry",
                    cluster.registryUrl(),
                    "--plan",
                    path("plan"));

            assertThat(err.toString()).as("rows that no record can carry").isEmpty();
            assertThat(demonstration.outcomes().tally().deadLetters()).contains("dead letters: 0");
            assertEqual(live);
            assertEqual(replayed);
        }
    }

    /** Names the first line that differs: the whole lists would be a report of many megabytes. */
    private void assertEqual(List<String> lines) {
        for (int i = 0; i < Math.min(lines.size(), screened.size()); i++) {
            assertThat(lines.get(i)).as("line %d", i + 1).isEqualTo(screened.get(i));
        }
        assertThat(lines).hasSameSizeAs(screened);
    }

    @Test
    void shouldOpenWhatTheReferenceFinds() throws IOException {
        Map<String, Transfer> newest = newest();
        Set<String> inReference = new HashSet<>(newest.keySet().stream()
                .filter(id -> Integer.parseInt(id.substring(2)) < IN_REFERENCE
                        || Integer.parseInt(id.substring(2)) >= TRANSFERS)
                .toList());
        ReferenceViolations reference =
                new ReferenceViolations(catalogue.revisions(), catalogue.tables(), Screening.DEFAULT_MAX_VIOLATIONS);

        List<Violation> expected = inReference.stream()
                .flatMap(id -> reference.in(newest.get(id)).values().stream())
                .toList();

        assertThat(screened.stream()
                        .map(line -> AvroJson.read(line, Violation.class).orElseThrow())
                        .filter(violation -> inReference.contains(violation.getTransferId()))
                        .map(Content::of))
                .hasSizeGreaterThan(IN_REFERENCE / 2)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    private static Map<String, Transfer> newest() throws IOException {
        Map<String, Transfer> newest = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve("transfers.jsonl"))) {
            Transfer transfer = AvroJson.read(line, Transfer.class).orElseThrow();
            newest.merge(
                    transfer.getTransferId(),
                    transfer,
                    (one, other) -> one.getRevision() > other.getRevision() ? one : other);
        }
        return newest;
    }

    /** The lines that a command writes. */
    private static List<String> written(String file, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--output", path(file)));
        Run run = Run.of(all.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Files.readAllLines(folder.resolve(file));
    }

    private static String path(String file) {
        return folder.resolve(file).toString();
    }
}
