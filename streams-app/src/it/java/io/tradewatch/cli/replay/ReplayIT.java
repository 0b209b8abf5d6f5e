package io.tradewatch.cli.replay;

import static io.tradewatch.cli.demo.RandomTransferLines.MEASURES;
import static io.tradewatch.cli.demo.RandomTransferLines.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.CommandProcess;
import io.tradewatch.cli.Run;
import io.tradewatch.cli.demo.RandomTransferLines;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.codec.TransferMapping;
import io.tradewatch.devcluster.DevCluster;
import io.tradewatch.devcluster.DevClusterOptions;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.engine.reference.NaiveScreening;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.replay.PlanFolder;
import io.tradewatch.ruleset.files.Lint;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Replays on real Kafka: what the log gives is what the rules give, in the same bytes, however it is read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplayIT {
    private static final int TRANSFERS = 3_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SLOW = "slow";
    private static final double SLOW_BYTES_A_SECOND = 50_000;

    @TempDir
    private static Path folder;

    private final RandomTransferLines random = new RandomTransferLines(1718);
    private DevCluster cluster;

    @BeforeAll
    void publish() throws Exception {
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
        slowDown();
    }

    private void slowDown() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                            new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, SLOW)),
                            List.of(new ClientQuotaAlteration.Op("consumer_byte_rate", SLOW_BYTES_A_SECOND)))))
                    .all()
                    .get();
        }
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
    void shouldDifferInNothingFromWhatTheApplicationPublishedAndNameWhatADraftGivesUp() throws IOException {
        try (CommandProcess application = CommandProcess.start(folder, words("run"))) {
            application.awaitWords("state: RUNNING");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> replay("--against", "violations").exitCode() == 0);
        }
        Path draft = draft("without");
        Files.delete(draft.resolve("eu/somalia/reg-147-2003.yaml"));

        succeed(replay("--output", path("all.jsonl")));
        Run run = replay("--measures", draft.toString(), "--reference", REFERENCE, "--against", "violations", "--json");

        long given = lines("all.jsonl").stream()
                .filter(line -> line.contains("\"measureId\":\"EU-SO-3B-CHARCOAL\""))
                .count();
        assertThat(given).isPositive();
        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(run.out().lines())
                .hasSize((int) given)
                .allMatch(line ->
                        line.startsWith("{\"kind\":\"GONE\"") && line.contains("\"measureId\":\"EU-SO-3B-CHARCOAL\""));
    }

    @Test
    void shouldNameAsImpactWhatTheReferenceFindsMore() throws IOException {
        Path draft = draft("more");
        Path file = draft.resolve("un/dprk/s-res-2397-2017.yaml");
        Files.writeString(
                file,
                Files.readString(file).replace("commodities: [\"270900\"]", "commodities: [\"270900\", \"8703\"]"));

        Run run = succeed(run(
                "measures",
                "impact",
                draft.toString(),
                "--reference",
                REFERENCE,
                "--from",
                "1900-01-01",
                "--json",
                "--output",
                path("impact.csv"),
                "--plan",
                path("impact")));

        Set<String> expected = reference(draft);
        expected.removeAll(reference(Path.of(MEASURES)));
        assertThat(expected).isNotEmpty();
        assertThat(ids(run.out(), "NEW")).isEqualTo(expected);
        assertThat(ids(run.out(), "GONE")).isEmpty();
        assertThat(ids(lines("impact.csv"))).isEqualTo(expected);
        assertThat(lines("impact.csv").stream().skip(1)).allMatch(row -> row.startsWith("NEW,"));
    }

    @Test
    void shouldNameAsImpactOfAnAddedDraftWhatTheReferenceFindsMoreAndNothingElse() throws IOException {
        Path all = draft("added");
        Path added = Files.writeString(all.resolve("invented.yaml"), """
                instrument: { authority: INVENTED, programme: INVENTED-KP, title: Invented act, hsEdition: HS2022 }
                measures:
                  - id: INVENTED-KP-ALL
                    revision: 1
                    recordedAt: 2000-01-01T00:00:00Z
                    provision: para. 1
                    contentRead: false
                    provisionRead: false
                    summary: Invented ban
                    action: PROHIBIT
                    flow: EXPORT
                    targets: ["KP"]
                    commodities: ["*"]
                    effectiveFrom: 1990-01-01
                """);
        Set<String> expected = reference(all);
        expected.removeAll(reference(Path.of(MEASURES)));
        assertThat(expected).isNotEmpty();

        Run published = succeed(impactOfAdded(added));
        Run files = succeed(impactOfAdded(added, "--measures", MEASURES));
        Run refused = impactOfAdded(Path.of("nowhere.yaml"));

        for (Run run : List.of(published, files)) {
            assertThat(run.err()).doesNotContain("note ");
            assertThat(ids(run.out(), "NEW")).isEqualTo(expected);
            assertThat(run.out().lines()).hasSameSizeAs(expected);
        }
        assertThat(refused.exitCode()).isOne();
        assertThat(refused.err()).contains("nowhere.yaml: does not exist");
    }

    private Run impactOfAdded(Path draft, String... options) {
        List<String> words = new ArrayList<>(
                List.of("measures", "impact", "--add", draft.toString(), "--reference", REFERENCE, "--json"));
        words.addAll(List.of("--from", "1900-01-01", "--plan", path("impact-added")));
        words.addAll(List.of(options));
        return run(words.toArray(String[]::new));
    }

    @Test
    void shouldWriteTheSameViolationsInEachForm() throws IOException {
        succeed(replay("--output", path("forms.jsonl")));
        succeed(replay("--output", path("forms.csv")));
        succeed(replay("--output", path("forms.html")));
        Run refused = replay("--output", path("forms.pdf"));

        List<String> found = lines("forms.jsonl");
        assertThat(ids(lines("forms.csv"))).isEqualTo(ids(found));
        assertThat(Files.readString(folder.resolve("forms.html")))
                .contains("<h1>Replay of transfers</h1>")
                .contains(String.format(Locale.ENGLISH, "<strong>%,d</strong> <span>alerts</span>", found.size()))
                .contains("measures on a topic do not carry it");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("cannot be written as .pdf");
    }

    private static Set<String> ids(List<String> lines) {
        Pattern id = Pattern.compile("\\b[0-9a-f]{32}\\b");
        return lines.stream()
                .flatMap(line -> id.matcher(line).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The ids of the violations that the naive reference finds in the newest revision of each transfer. */
    private Set<String> reference(Path measures) throws IOException {
        MeasureCatalogue catalogue = Lint.check(measures, Path.of(REFERENCE));
        NaiveScreening naive = new NaiveScreening(catalogue.tables(), Screening.DEFAULT_MAX_VIOLATIONS);
        Map<String, Transfer> newest = new HashMap<>();
        for (String line : lines("transfers.jsonl")) {
            Transfer transfer = TransferMapping.toScreening(AvroJson.read(line, io.tradewatch.avro.Transfer.class)
                            .orElseThrow())
                    .orElseThrow();
            newest.merge(
                    transfer.transferId(), transfer, (one, other) -> other.revision() > one.revision() ? other : one);
        }
        Set<String> ids = new TreeSet<>();
        newest.values()
                .forEach(transfer -> naive.screen(transfer, catalogue.law(), null)
                        .forEach(finding -> ids.add(
                                Violations.id(transfer.transferId(), finding.itemNumber(), finding.measureId()))));
        return ids;
    }

    private static Set<String> ids(String differences, String kind) {
        return differences
                .lines()
                .filter(line -> line.startsWith("{\"kind\":\"" + kind + "\""))
                .map(line -> line.replaceFirst(".*?\"violationId\":\"([0-9a-f]{32})\".*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void shouldGoOnWhereARunWasKilledAndGiveTheSameBytes() throws IOException, InterruptedException {
        succeed(replay("--output", path("whole.jsonl"), "--plan", path("whole")));
        try (CommandProcess killed = slowReplay("killed")) {
            awaitSome("killed");
            killed.kill();
        }

        Run resumed = succeed(replay("--output", path("killed.jsonl"), "--plan", path("killed")));

        Matcher before = Pattern.compile("(\\d+) of (\\d+) records were read before")
                .matcher(resumed.err().replaceAll("\\s+", " "));
        assertThat(before.find()).as(resumed.err()).isTrue();
        assertThat(Long.parseLong(before.group(1)))
                .as("so many were read before the kill, of %s", before.group(2))
                .isPositive()
                .isLessThan(Long.parseLong(before.group(2)));
        assertThat(folder.resolve("killed.jsonl")).hasSameBinaryContentAs(folder.resolve("whole.jsonl"));
        assertThat(folder.resolve("killed")).doesNotExist();
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsInterrupted() throws Exception {
        try (CommandProcess interrupted = slowReplay("interrupted")) {
            awaitSome("interrupted");
            interrupted.interrupt();

            assertThat(interrupted.awaitExit()).as(interrupted.said()).isEqualTo(1);
            assertThat(interrupted.said()).contains("Interrupted");
        }
        assertThat(folder.resolve("interrupted")).doesNotExist();
        assertThat(folder.resolve("interrupted.jsonl")).doesNotExist();
    }

    @Test
    void shouldRefuseTheSameRunTwiceAtOnceAndAPlanForSomethingElse() {
        try (PlanFolder other = PlanFolder.open(folder.resolve("busy"))) {
            Run busy = replay("--plan", path("busy"));

            assertThat(busy.exitCode()).isEqualTo(1);
            assertThat(busy.err()).contains("is running already");
            other.discard();
        }
    }

    /** Has the broker hand out the transfers over half a minute, so that there is a middle to be killed in. */
    private CommandProcess slowReplay(String name) throws IOException {
        Path config = Files.writeString(
                folder.resolve("slow.yaml"),
                "kafka:\n  client.id: " + SLOW + "\n  fetch.max.bytes: 16384\n  max.partition.fetch.bytes: 16384\n");
        return CommandProcess.start(
                folder,
                words(
                        "replay",
                        "--plan",
                        path(name),
                        "--output",
                        path(name + ".jsonl"),
                        "--config",
                        config.toString()));
    }

    /** Waits until some of the state is on disk, which is long before the end. */
    private static void awaitSome(String plan) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> logged(folder.resolve(plan).resolve("state")) > 200_000);
    }

    private static long logged(Path state) throws IOException {
        if (!Files.isDirectory(state)) {
            return 0;
        }
        long bytes = 0;
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(state, "*.log")) {
            for (Path log : logs) {
                bytes += Files.size(log);
            }
        }
        return bytes;
    }

    @Test
    void shouldExplainWhatWasReadAndWhyAMeasureDoesNotApply() throws IOException {
        String transferId = AvroJson.read(lines("transfers.jsonl").get(0), io.tradewatch.avro.Transfer.class)
                .orElseThrow()
                .getTransferId();

        Run run = succeed(run("explain", transferId, "--measure", "EU-SO-3B-CHARCOAL"));
        Run unknown = run("explain", "nobody-sent-this");

        assertThat(run.out())
                .contains("read  transfers-")
                .contains("EU-SO-3B-CHARCOAL")
                .contains("1 yes");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("no record with the key nobody-sent-this");
    }

    private static Path draft(String name) throws IOException {
        Path draft = folder.resolve(name);
        try (Stream<Path> tree = Files.walk(Path.of(MEASURES))) {
            for (Path path : tree.toList()) {
                Files.copy(
                        path, draft.resolve(Path.of(MEASURES).relativize(path).toString()));
            }
        }
        return draft;
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
        List<String> all = new ArrayList<>(List.of("replay"));
        all.addAll(List.of(words));
        if (!all.contains("--plan")) {
            all.addAll(List.of("--plan", path("plan")));
        }
        return run(all.toArray(String[]::new));
    }

    private Run run(String... words) {
        return Run.of(words(words));
    }

    private String[] words(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(
                List.of("--bootstrap-server", cluster.bootstrapServers(), "--schema-registry", cluster.registryUrl()));
        return all.toArray(String[]::new);
    }
}
