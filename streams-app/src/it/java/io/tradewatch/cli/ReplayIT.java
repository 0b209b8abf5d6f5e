package io.tradewatch.cli;

import static io.tradewatch.cli.demo.RandomTransferLines.MEASURES;
import static io.tradewatch.cli.demo.RandomTransferLines.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.cli.demo.RandomTransferLines;
import io.tradewatch.devcluster.DevCluster;
import io.tradewatch.devcluster.DevClusterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Replays on real Kafka: what the log gives is what the rules give, in the same bytes, however it is read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplayIT {
    private static final int TRANSFERS = 3_000;

    @TempDir
    private static Path folder;

    private final RandomTransferLines random = new RandomTransferLines(1718);
    private DevCluster cluster;

    @BeforeAll
    void publish() throws IOException {
        cluster = DevCluster.start(DevClusterOptions.defaults());
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < TRANSFERS; number++) {
            lines.add(random.draw(number));
            if (number % 5 == 4) {
                lines.add(random.draw(number % 100, 1 + number / 100, number));
            }
        }
        Files.write(folder.resolve("transfers.jsonl"), lines);
        succeed(run("topics", "create", "--partitions", "4"));
        succeed(run("measures", "publish", "--measures", MEASURES, "--reference", REFERENCE));
        succeed(run("transfers", "publish", path("transfers.jsonl")));
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    @Test
    void shouldFindWhatScreenFindsToTheByteWithAnyNumberOfThreads() throws IOException {
        succeed(Run.of(
                "screen",
                path("transfers.jsonl"),
                "--measures",
                MEASURES,
                "--reference",
                REFERENCE,
                "--output",
                path("screen.jsonl")));

        succeed(replay("--output", path("one.jsonl"), "--threads", "1"));
        succeed(replay("--output", path("four.jsonl"), "--threads", "4"));

        assertThat(lines("one.jsonl")).hasSizeGreaterThan(1_000).isEqualTo(lines("screen.jsonl"));
        assertThat(folder.resolve("four.jsonl")).hasSameBinaryContentAs(folder.resolve("one.jsonl"));
    }

    @Test
    void shouldSayThatATopicIsMissing() {
        Run run = replay("--topic-prefix", "nobodys-");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("there is no topic nobodys-transfers");
        assertThat(folder.resolve("plan")).doesNotExist();
    }

    @Test
    void shouldSayWhenTheTransfersMovedWhereTheRangeHoldsNone() {
        Run run = succeed(replay("--from", "2090-01-01", "--to", "2091-01-01"));

        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("0 in the range")
                .contains("No transfer moved in the range")
                .contains("violations  none");
    }

    @Test
    void shouldRefuseARangeThatEndsBeforeItBegins() {
        Run run = replay("--from", "2018-01-01", "--to", "2017-01-01T00:00:00Z");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Give --to a time after --from");
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(folder.resolve(file));
    }

    private static String path(String file) {
        return folder.resolve(file).toString();
    }

    private static Run succeed(Run run) {
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private Run replay(String... words) {
        List<String> all = new ArrayList<>(List.of("replay", "--plan", path("plan")));
        all.addAll(List.of(words));
        return run(all.toArray(String[]::new));
    }

    private Run run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(
                List.of("--bootstrap-server", cluster.bootstrapServers(), "--schema-registry", cluster.registryUrl()));
        return Run.of(all.toArray(String[]::new));
    }
}
