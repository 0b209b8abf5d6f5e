package io.tradewatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Party;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.engine.generators.SmallTables;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.rescreen.PastTransferScan;
import io.tradewatch.rescreen.ProgressBoard;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.screening.Alert;
import io.tradewatch.screening.OutputSink;
import io.tradewatch.screening.ScreeningMeters;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pass that finds very much in one slice ends its steps early, and goes on where it was, in another task too. */
class RescreenPassStepsTest {
    private static final int TRANSFERS = 5;
    private static final int ITEMS = 600;

    private final RegistrySchemas schemas =
            RegistrySchemas.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
    private final TransactionalStore violations = new TransactionalStore();
    private final TransactionalStore revisions = new TransactionalStore();
    private final TransactionalStore position = new TransactionalStore();
    private final List<String> alerts = new ArrayList<>();
    private final List<String> deadLetters = new ArrayList<>();
    private String consignee = "";
    private CompiledRuleset law = law(1, true);

    @AfterEach
    void close() {
        schemas.close();
    }

    @Test
    void shouldPublishNoMoreInOneStepThanATransactionHolds() {
        ScreeningTask task = task();
        int before = 0;
        int most = 0;
        while (task.lookBack()) {
            most = Math.max(most, alerts.size() - before);
            before = alerts.size();
        }

        assertThat(most).isLessThan(2_000);
        assertFoundOnce();
    }

    @Test
    void shouldGoOnWhereItWasInAnotherTask() {
        ScreeningTask first = task();
        while (alerts.size() < 2 * ITEMS) {
            first.lookBack();
        }
        first.close();
        ScreeningTask second = task();
        while (second.lookBack()) {
            assertThat(alerts).hasSizeLessThanOrEqualTo(TRANSFERS * ITEMS);
        }

        assertFoundOnce();
    }

    /** A pass for every change of the ruleset reads it again. */
    @Test
    void shouldDeadLetterATransferThatIsTooLargeOnceUntilItIsNot() {
        consignee = "x".repeat(100_000);
        lookBackWith(law(1, true));
        assertThat(deadLetters).hasSize(TRANSFERS).doesNotHaveDuplicates();

        lookBackWith(law(2, true));
        assertThat(deadLetters).hasSize(TRANSFERS);

        lookBackWith(law(3, false));
        lookBackWith(law(4, true));
        assertThat(deadLetters).hasSize(2 * TRANSFERS);
        assertThat(alerts).isEmpty();
    }

    private void lookBackWith(CompiledRuleset changed) {
        law = changed;
        try (ScreeningTask task = task()) {
            while (task.lookBack()) {
                assertThat(deadLetters).hasSizeLessThanOrEqualTo(2 * TRANSFERS);
            }
        }
        assertThat(task().progress().applied()).isEqualTo(changed.position());
    }

    private void assertFoundOnce() {
        assertThat(deadLetters).isEmpty();
        assertThat(alerts).hasSize(TRANSFERS * ITEMS);
        assertThat(Set.copyOf(alerts)).hasSameSizeAs(alerts);
    }

    private ScreeningTask task() {
        ScreeningParts parts = new ScreeningParts(
                "steps",
                Scene.TOPICS,
                schemas,
                () -> law,
                new ShutdownSignal(),
                Duration.ZERO,
                () -> 0,
                ReferenceTables.RULES_VERSION,
                partition -> new OneSlice(),
                Duration.ofDays(1),
                new ProgressBoard(),
                ScreeningMeters.unread());
        return new ScreeningTask(
                parts, 0, new ScreeningTask.Stores(violations, revisions, position), parts.codecs(), new OutputSink() {
                    @Override
                    public void alert(Record<byte[], Alert> alert) {
                        alerts.add(new String(alert.key(), StandardCharsets.UTF_8));
                    }

                    @Override
                    public void deadLetter(Record<byte[], byte[]> letter) {
                        deadLetters.add(new String(letter.key(), StandardCharsets.UTF_8));
                    }
                });
    }

    private static CompiledRuleset law(long position, boolean isBanned) {
        List<ReferenceTable> tables = new ArrayList<>(SmallTables.besideCountries());
        tables.add(new ReferenceTable(
                ReferenceTable.COUNTRIES,
                List.of("code", "canonical"),
                List.of(List.of("RU", "RU"), List.of("KP", "KP"))));
        MeasureIndex index = MeasureIndex.compile(
                Law.of(isBanned ? List.of(Scene.ban("BAN", 0, "87")) : List.of(), ReferenceTables.of(tables)));
        CompiledRuleset fixed = CompiledRuleset.fixed(index, Screening.DEFAULT_MAX_VIOLATIONS);
        return new CompiledRuleset(
                "topic-id",
                position,
                fixed.rulesVersion(),
                fixed.screening(),
                index,
                fixed.measureIds(),
                fixed.completeness(),
                fixed.obstacle(),
                fixed.unusable(),
                fixed.unusableMeasures(),
                Map.of("BAN", position - 1));
    }

    private byte[] value(String transferId) {
        Transfer transfer = Scene.toNorthKorea(transferId, "")
                .setConsignee(Party.newBuilder().setName(consignee).build())
                .setGoodsItems(IntStream.rangeClosed(1, ITEMS)
                        .mapToObj(number -> GoodsItem.newBuilder()
                                .setItemNumber(number)
                                .setCommodityCode("870340")
                                .build())
                        .toList())
                .build();
        try {
            return RegistryEncoder.transfers(schemas, Scene.TOPICS.transfers(), Registration.AUTOMATIC)
                    .encode(transfer);
        } catch (RegistryUnavailableException e) {
            throw new AssertionError("a registry in memory is always there", e);
        }
    }

    /** All that is left to read, in one slice. */
    private final class OneSlice implements PastTransferScan {
        private @Nullable Slice slice;

        @Override
        public OptionalLong resumesAt() {
            return OptionalLong.of(TRANSFERS);
        }

        @Override
        public void begin(long from, long until, Screening changed) {
            List<Candidate> candidates = new ArrayList<>();
            for (long offset = Math.max(0, from); offset < until; offset++) {
                String transferId = "T" + offset;
                candidates.add(new Candidate(
                        new Record<>(
                                transferId.getBytes(StandardCharsets.UTF_8), value(transferId), 0, new RecordHeaders()),
                        new RecordLocation(Scene.TOPICS.transfers(), 0, offset)));
            }
            slice = new Slice(until, candidates, 0);
        }

        @Override
        public @Nullable Slice poll() {
            Slice polled = slice;
            slice = null;
            return polled;
        }

        @Override
        public void close() {
            slice = null;
        }
    }
}
