package io.tradewatch.cli.measures;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.Servers;
import io.tradewatch.cli.Run;
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

/** The commands for measures on real Kafka with a real registry, as a person types them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MeasuresClusterIT {
    private static final String FILE = """
            instrument: { authority: UN, programme: UN-DPRK, title: "S/RES/2397 (2017)", hsEdition: HS2017 }
            measures:
              - id: UN-KP-2397-7-VEHICLES
                revision: 1
                recordedAt: 2017-12-22T00:00:00Z
                provision: para. 7
                citationStatus: VERIFIED
                summary: Vehicles to the DPRK
                action: PROHIBIT
                flow: EXPORT
                targets: ["KP"]
                commodities: ["87"]
                effectiveFrom: 2017-12-22
            """;

    private Servers cluster;

    @BeforeAll
    void start() {
        cluster = Servers.start();
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    /** Runs a command with the options of this cluster, on topics of the test's own. */
    private Run run(String prefix, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--bootstrap-server=" + cluster.bootstrapServers());
        all.add("--schema-registry=" + cluster.registryUrl());
        all.add("--topic-prefix=" + prefix);
        return Run.of(all.toArray(String[]::new));
    }

    private Run measures(String prefix, String command, Path folder, String... options) {
        List<String> all =
                new ArrayList<>(List.of("measures", command, folder.toString(), "--reference=../config/reference"));
        all.addAll(List.of(options));
        return run(prefix, all.toArray(String[]::new));
    }

    private static Path write(Path folder, String text) throws IOException {
        Files.writeString(folder.resolve("measures.yaml"), text);
        return folder;
    }

    @Test
    void shouldPublishOnceAndThenNothing(@TempDir Path directory) throws IOException {
        Path folder = write(directory, FILE);
        assertThat(run("once-", "topics", "create").exitCode()).isZero();

        Run diff = measures("once-", "diff", folder);
        Run first = measures("once-", "publish", folder);
        Run second = measures("once-", "publish", folder);

        assertThat(diff.out()).endsWith("6 new, 0 with other content, 0 only on the topic, 0 the same.\n");
        assertThat(first.out()).isEqualTo("""
                        + ref/countries@0
                        + ref/country-groups@0
                        + ref/hs-codes@0
                        + ref/hs-correlation@0
                        + ref/exchange-rates@0
                        + UN-KP-2397-7-VEHICLES@1
                        Published: 6 new, 0 replaced, 0 deleted; 0 were there.
                        """);
        assertThat(second.out()).isEqualTo("Published: 0 new, 0 replaced, 0 deleted; 6 were there.\n");
        assertThat(second.exitCode()).isZero();
    }

    @Test
    void shouldAskForARevisionWherePublishedLawChanges(@TempDir Path directory) throws IOException {
        run("changed-", "topics", "create");
        measures("changed-", "publish", write(directory, FILE));
        Path folder = write(directory, FILE.replace("para. 7", "para. 8"));

        Run refused = measures("changed-", "publish", folder);
        Run unsure = measures("changed-", "publish", folder, "--replace");
        Run replaced = measures("changed-", "publish", folder, "--replace", "--yes");

        assertThat(refused.exitCode()).isOne();
        assertThat(refused.err()).contains("(provision)").contains("new revision");
        assertThat(unsure.exitCode()).isEqualTo(2);
        assertThat(replaced.out()).isEqualTo("""
                        ~ UN-KP-2397-7-VEHICLES@1
                            differs in provision
                        Published: 0 new, 1 replaced, 0 deleted; 5 were there.
                        """);
    }

    @Test
    void shouldKeepWhatIsOnlyOnTheTopicUntilItIsNamed(@TempDir Path directory) throws IOException {
        run("kept-", "topics", "create");
        measures("kept-", "publish", write(directory, FILE));
        Path folder = write(directory, FILE.replace("-VEHICLES", "-CARS"));

        Run kept = measures("kept-", "publish", folder);
        Run deleted = measures("kept-", "publish", folder, "--delete=UN-KP-2397-7-VEHICLES@1", "--yes");

        assertThat(kept.out()).contains("1 more on the topic, not in these files, stay there and still count");
        assertThat(measures("kept-", "diff", folder).out())
                .isEqualTo("0 new, 0 with other content, 0 only on the topic, 6 the same.\n");
        assertThat(deleted.out()).isEqualTo("""
                        - UN-KP-2397-7-VEHICLES@1
                        Published: 0 new, 0 replaced, 1 deleted; 6 were there.
                        """);
    }

    @Test
    void shouldSayThatTheTopicIsMissingAndHowToMakeIt(@TempDir Path directory) throws IOException {
        Run run = measures("missing-", "publish", write(directory, FILE));

        assertThat(run.exitCode()).isOne();
        assertThat(run.err()).isEqualTo("""
                        error: topic missing-measures: does not exist
                        fix:   tradewatch topics create
                        """);
    }
}
