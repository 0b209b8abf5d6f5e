package io.tradewatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.DeadLetters;
import io.tradewatch.codec.ViolationFile;
import io.tradewatch.codec.WholeTransfer;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.rescreen.PastTransferLog;
import io.tradewatch.rescreen.ProgressBoard;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.screening.Alert;
import io.tradewatch.screening.Codecs;
import io.tradewatch.screening.InMemoryScreening;
import io.tradewatch.screening.OutputSink;
import io.tradewatch.screening.ScreeningMeters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransferScreeningTest {
    @TempDir
    private Path folder;

    @Property(tries = 500)
    void shouldJudgeTheSameRecordsAlikeLiveInReplayAndInMemory(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int maxViolations) {
        RandomHistory history = RandomHistory.of(seed);
        try (OneRevisionRule replay = new OneRevisionRule(history, maxViolations);
                Live live = new Live(replay, history, maxViolations)) {
            InMemoryScreening inMemory = new InMemoryScreening(history.index(), maxViolations);
            for (Transfer transfer : history.transfers()) {
                String verdict = replay.screen(transfer);

                assertThat(live.screen(transfer)).as("live, %s", transfer).isEqualTo(verdict);
                assertThat(inMemory(inMemory, transfer))
                        .as("in memory, %s", transfer)
                        .isEqualTo(verdict);
                assertThat(live.open()).isEqualTo(replay.open());
                assertThat(inMemory.open().sorted(ViolationFile.ORDER)).isEqualTo(replay.open());
            }
        }
    }

    private static String inMemory(InMemoryScreening screening, Transfer transfer) {
        DecodeResult<WholeTransfer> whole = WholeTransfer.of(transfer);
        return whole.problem()
                .map(OneRevisionRule::deadLetter)
                .orElseGet(() -> OneRevisionRule.word(screening.screen(whole.orElseThrow())));
    }

    @Test
    void shouldScreenASecondRecordWhereTheFirstOfTheSameRevisionWasClean() {
        try (Scene scene = new Scene(folder)) {
            scene.law(Scene.ban("BAN", 1, "87"));
            scene.transfer(Scene.toNorthKorea("twice", "490199").build());
            scene.transfer(Scene.toNorthKorea("twice", "870340").build());

            assertThat(scene.alerts()).hasSize(1);
            assertThat(scene.deadLetters()).isEmpty();
        }
    }

    @Test
    void shouldNotRememberMoreOfMillionsOfCleanTransfersThanHowManyThereWere() {
        RandomHistory history = RandomHistory.of(1);
        InMemoryScreening screening = new InMemoryScreening(history.index(), Screening.DEFAULT_MAX_VIOLATIONS);
        for (int number = 0; number < 10_000; number++) {
            for (int time = 0; time < 2; time++) {
                screening.screen(WholeTransfer.of(
                                Scene.toNorthKorea("T" + number, "490199").build())
                        .orElseThrow());
            }
        }

        assertThat(screening.transfers()).isEqualTo(10_000);
        assertThat(screening.open()).isEmpty();
    }

    /** A task in memory, of which no more is seen than what it publishes. */
    private static final class Live implements AutoCloseable {
        private final OneRevisionRule encoder;
        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        private final ShutdownSignal stop = new ShutdownSignal();
        private final Map<String, Violation> last = new TreeMap<>();
        private final List<String> deadLetters = new ArrayList<>();
        private final ScreeningTask task;
        private long offset;

        Live(OneRevisionRule encoder, RandomHistory history, int maxViolations) {
            this.encoder = encoder;
            CompiledRuleset law = CompiledRuleset.fixed(history.index(), maxViolations);
            ScreeningParts parts = new ScreeningParts(
                    "live",
                    Scene.TOPICS,
                    encoder.schemas(),
                    () -> law,
                    stop,
                    Duration.ZERO,
                    () -> 0,
                    ReferenceTables.RULES_VERSION,
                    PastTransferLog.off(),
                    Duration.ofDays(1),
                    new ProgressBoard(),
                    new ScreeningMeters(meters));
            Codecs codecs = parts.codecs();
            task = new ScreeningTask(
                    parts,
                    0,
                    new ScreeningTask.Stores(
                            new TransactionalStore(), new TransactionalStore(), new TransactionalStore()),
                    codecs,
                    new OutputSink() {
                        @Override
                        public void alert(Record<byte[], Alert> alert) {
                            Violation violation =
                                    codecs.violations().decode(alert.value().value());
                            last.put(violation.getViolationId(), violation);
                        }

                        @Override
                        public void deadLetter(Record<byte[], byte[]> letter) {
                            deadLetters.add("dead letter "
                                    + new String(
                                            letter.headers()
                                                    .lastHeader(DeadLetters.REASON)
                                                    .value(),
                                            StandardCharsets.UTF_8));
                        }
                    });
        }

        String screen(Transfer transfer) {
            double superseded = superseded();
            task.screen(
                    new ConsumerRecord<>(
                            Scene.TOPICS.transfers(),
                            0,
                            offset++,
                            transfer.getTransferId().getBytes(StandardCharsets.UTF_8),
                            encoder.value(transfer)),
                    0,
                    true);
            if (!deadLetters.isEmpty()) {
                return deadLetters.remove(0);
            }
            return superseded() > superseded ? "superseded" : "screened";
        }

        private double superseded() {
            return meters.get("tradewatch.transfers.screened")
                    .tag("outcome", "superseded")
                    .counter()
                    .count();
        }

        List<Violation> open() {
            return last.values().stream()
                    .filter(violation -> violation.getStatus() != ViolationStatus.WITHDRAWN)
                    .sorted(ViolationFile.ORDER)
                    .toList();
        }

        @Override
        public void close() {
            stop.stop();
            task.close();
        }
    }
}
