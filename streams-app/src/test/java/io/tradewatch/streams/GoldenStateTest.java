package io.tradewatch.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.DeadLetters;
import io.tradewatch.codec.ProjectingTransferDecoder;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.rescreen.PastTransferLog;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.screening.Alert;
import io.tradewatch.screening.OutputSink;
import io.tradewatch.screening.ViolationStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** State that each release left is taken up by this one: it is read, and nothing is told that did not change. */
class GoldenStateTest {
    static Stream<Path> states() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "state"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("states")
    void shouldReadWhatIsOpen(Path file) {
        Upgraded upgraded = new Upgraded(file, GoldenHistory.last(), ReferenceTables.RULES_VERSION);

        assertThat(upgraded.open().values())
                .extracting(Violation::getTransferId, Violation::getMeasureId, Violation::getSequence)
                .containsExactlyInAnyOrder(
                        tuple("boots", "BAN-BOOTS", 1),
                        tuple("conflicting", "BAN-CARS", 0),
                        tuple("full", "BAN-CARS", 0),
                        tuple("full", "BAN-CARS", 0),
                        tuple("full", "LICENSE-SPARES", 0),
                        tuple("open", "BAN-CARS", 0),
                        tuple("unscreenable", "UNSCREENABLE", 0),
                        tuple("updated", "BAN-CARS", 1));
    }

    @ParameterizedTest
    @MethodSource("states")
    void shouldSayNothingOfTheSameTransfersSentAgain(Path file) throws Exception {
        Upgraded upgraded = new Upgraded(file, GoldenHistory.last(), ReferenceTables.RULES_VERSION);

        for (KeyValue<byte[], byte[]> transfer : upgraded.state.transfers()) {
            upgraded.screen(transfer.key, transfer.value);
        }
        for (Transfer transfer : upgraded.decoded()) {
            upgraded.screen(transfer);
        }

        assertThat(upgraded.alerts).isEmpty();
        assertThat(upgraded.deadLetters)
                .as("the one that was in conflict stays so, both times")
                .containsExactly("conflicting CONFLICTING_REVISION", "conflicting CONFLICTING_REVISION");
    }

    @ParameterizedTest
    @MethodSource("states")
    void shouldWithdrawWhatIsOpenWhereAMeasureIsRevoked(Path file) {
        Upgraded upgraded = new Upgraded(
                file,
                GoldenHistory.law(GoldenHistory.POSITION + 1, GoldenHistory.boots("64", "65"), GoldenHistory.spares()),
                ReferenceTables.RULES_VERSION);

        upgraded.pass();

        assertThat(upgraded.alerts)
                .extracting(
                        Violation::getTransferId,
                        Violation::getStatus,
                        Violation::getStatusReason,
                        Violation::getSequence)
                .containsExactlyInAnyOrder(
                        tuple("conflicting", ViolationStatus.WITHDRAWN, StatusReason.MEASURE_REVOKED, 1),
                        tuple("full", ViolationStatus.WITHDRAWN, StatusReason.MEASURE_REVOKED, 1),
                        tuple("full", ViolationStatus.WITHDRAWN, StatusReason.MEASURE_REVOKED, 1),
                        tuple("open", ViolationStatus.WITHDRAWN, StatusReason.MEASURE_REVOKED, 1),
                        tuple("updated", ViolationStatus.WITHDRAWN, StatusReason.MEASURE_REVOKED, 2));
        assertThat(upgraded.deadLetters).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("states")
    void shouldTellOnlyWhatTheLawChangesAfterTheRulesChanged(Path file) {
        Upgraded unchanged = new Upgraded(file, GoldenHistory.last(), ReferenceTables.RULES_VERSION + 1);
        Upgraded changed = new Upgraded(
                file,
                GoldenHistory.law(
                        GoldenHistory.POSITION,
                        GoldenHistory.cars(),
                        GoldenHistory.boots("6401", "65"),
                        GoldenHistory.spares()),
                ReferenceTables.RULES_VERSION + 1);

        unchanged.pass();
        changed.pass();

        assertThat(unchanged.alerts).isEmpty();
        assertThat(unchanged.deadLetters).isEmpty();
        assertThat(changed.alerts)
                .extracting(Violation::getTransferId, Violation::getStatus, Violation::getMatchedCommodity)
                .containsExactly(tuple("boots", ViolationStatus.UPDATED, "6401"));
    }

    @ParameterizedTest
    @MethodSource("states")
    void shouldCompareACorrectedTransferWithWhatIsStored(Path file) throws Exception {
        Upgraded upgraded = new Upgraded(file, GoldenHistory.last(), ReferenceTables.RULES_VERSION);

        upgraded.screen(Scene.toNorthKorea("open", "490199").setRevision(1).build());
        upgraded.screen(Scene.toNorthKorea("withdrawn", "640110").setRevision(2).build());
        upgraded.screen(Scene.toNorthKorea("corrected-clean", "870340").build());
        upgraded.screen(
                Scene.toNorthKorea("corrected-clean", "870340").setRevision(1).build());
        upgraded.screen(Scene.toNorthKorea("cancelled-clean", "870340")
                .setStatus(TransferStatus.CANCELLED)
                .build());
        upgraded.screen(Scene.toNorthKorea("cancelled", "870340").build());
        upgraded.screen(Scene.toNorthKorea("boots", "640110")
                .setOccurredOn(LocalDate.parse("2024-02-18"))
                .build());

        assertThat(upgraded.alerts)
                .extracting(
                        Violation::getTransferId,
                        Violation::getStatus,
                        Violation::getStatusReason,
                        Violation::getSequence)
                .containsExactly(
                        tuple("open", ViolationStatus.WITHDRAWN, StatusReason.TRANSFER_CORRECTED, 1),
                        tuple("withdrawn", ViolationStatus.OPEN, StatusReason.TRANSFER_CORRECTED, 2));
        assertThat(upgraded.deadLetters)
                .containsExactly(
                        "corrected-clean CONFLICTING_REVISION",
                        "cancelled-clean CONFLICTING_REVISION",
                        "boots CONFLICTING_REVISION");
    }

    /** A task that takes up a state. */
    private static final class Upgraded {
        private final String registry = UUID.randomUUID().toString();
        private final GoldenState state;
        private final ModelWorker worker;
        private final ScreeningTask task;
        private final List<Violation> alerts = new ArrayList<>();
        private final List<String> deadLetters = new ArrayList<>();
        private long offset;

        Upgraded(Path file, CompiledRuleset law, int rulesVersion) {
            state = GoldenState.read(file, registry);
            worker = new ModelWorker(registry);
            offset = state.transfers().size();
            task = new ScreeningTask(
                    worker.parts(() -> law, PastTransferLog.off(), rulesVersion, () -> 1_800_000_000_000L),
                    0,
                    state.stores(),
                    worker.codecs(),
                    new OutputSink() {
                        @Override
                        public void alert(Record<byte[], Alert> alert) {
                            alerts.add(worker.codecs()
                                    .violations()
                                    .decode(alert.value().value()));
                        }

                        @Override
                        public void deadLetter(Record<byte[], byte[]> letter) {
                            deadLetters.add(new String(letter.key(), StandardCharsets.UTF_8) + " "
                                    + new String(
                                            letter.headers()
                                                    .lastHeader(DeadLetters.REASON)
                                                    .value(),
                                            StandardCharsets.UTF_8));
                        }
                    });
        }

        void screen(Transfer transfer) throws Exception {
            screen(
                    transfer.getTransferId().getBytes(StandardCharsets.UTF_8),
                    RegistryEncoder.transfers(worker.schemas(), ModelWorker.TOPICS.transfers(), Registration.AUTOMATIC)
                            .encode(transfer));
        }

        void screen(byte[] key, byte[] value) {
            task.screen(new ConsumerRecord<>("transfers", 0, offset++, key, value), 1_800_000_000_000L, true);
        }

        /** Screens all again that is due. */
        void pass() {
            boolean isDone = false;
            while (!isDone) {
                isDone = !task.lookBack()
                        && task.progress().pass() == null
                        && task.progress().applied() == task.progress().floor();
            }
        }

        /** The transfers that came in, as the present contract says them. */
        List<Transfer> decoded() throws Exception {
            ProjectingTransferDecoder decoder = new ProjectingTransferDecoder(worker.schemas());
            List<Transfer> transfers = new ArrayList<>();
            for (KeyValue<byte[], byte[]> transfer : state.transfers()) {
                transfers.add(decoder.decodeWhole(transfer.value).orElseThrow());
            }
            return transfers;
        }

        /** By violationId. */
        Map<String, Violation> open() {
            Map<String, Violation> open = new TreeMap<>();
            ViolationStore store = new ViolationStore(
                    state.stores().violations(), state.stores().revisions());
            for (byte[] transferId : store.transfersAfter(new byte[0], Integer.MAX_VALUE)) {
                store.violationsOf(transferId).forEach((id, violation) -> {
                    if (violation.stands()) {
                        open.put(id, worker.codecs().violations().decode(violation.value()));
                    }
                });
            }
            return open;
        }
    }
}
