package io.tradewatch.rescreen;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.streams.ModelRecords;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class TransferLogReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition("transfers", 0);
    private static final int LARGE = 1024 * 1024;
    private static final int RECORDS = 60;
    private static final int AT_ONCE = 5;

    private final RegistrySchemas schemas = RegistrySchemas.connect(Map.of("schema.registry.url", "mock://look-back"));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ShutdownSignal stop = new ShutdownSignal();
    private final AtomicInteger consumers = new AtomicInteger();
    private final MockConsumer<byte[], byte[]> log = log();
    private final TransferLogReader reader = new TransferLogReader(
            "transfers",
            Duration.ofDays(30),
            System::currentTimeMillis,
            this::consumer,
            schemas,
            stop,
            new ScreeningMeters(registry));

    /** The first fails with an error that nobody handles. */
    private Consumer<byte[], byte[]> consumer() {
        if (consumers.incrementAndGet() == 1) {
            throw new StackOverflowError();
        }
        return log;
    }

    private static MockConsumer<byte[], byte[]> log() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>(AutoOffsetResetStrategy.EARLIEST.name());
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, (long) RECORDS));
        consumer.setMaxPollRecords(AT_ONCE);
        return consumer;
    }

    @AfterEach
    void tearDown() {
        stop.stop();
        reader.close();
        schemas.close();
    }

    @Test
    void shouldComeBackAfterAFailureAndAnswerWhatWasAskedMeanwhile() {
        PastTransferScan past = reader.open(0);

        await().until(() -> past.resumesAt().equals(OptionalLong.of(0)));
        assertThat(consumers).hasValue(2);
        assertThat(registry.get("tradewatch.thread.restarts")
                        .tag("thread", "look-back-reader")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldReadNoFurtherThanSomeMegabytesAheadOfTheTask() throws Exception {
        byte[] value = RegistryEncoder.transfers(schemas, "transfers", Registration.AUTOMATIC)
                .encode(largeTransfer());
        log.schedulePollTask(() -> {
            for (int offset = 0; offset < RECORDS; offset++) {
                byte[] key = "large".getBytes(StandardCharsets.UTF_8);
                log.addRecord(new ConsumerRecord<>("transfers", 0, offset, key, value));
            }
        });
        PastTransferScan past = reader.open(0);
        past.begin(0, RECORDS, banOnVehicles());

        await().until(() -> log.paused().contains(PARTITION));
        long ahead = log.position(PARTITION) * LARGE;
        assertThat(ahead)
                .isBetween(
                        TransferLogReader.MAX_WAITING_BYTES / 2, TransferLogReader.MAX_WAITING_BYTES + AT_ONCE * LARGE);

        AtomicInteger candidates = new AtomicInteger();
        await().until(() -> {
            PastTransferScan.Slice slice = past.poll();
            candidates.addAndGet(slice == null ? 0 : slice.candidates().size());
            return candidates.get() == RECORDS;
        });
    }

    private static Transfer largeTransfer() {
        Transfer.Builder transfer = toNorthKorea("large", "870340");
        transfer.getGoodsItems().get(0).setDescription("x".repeat(LARGE));
        return transfer.build();
    }

    private static Screening banOnVehicles() {
        List<ReferenceTable> tables = ModelRecords.foundation().stream()
                .filter(RulesetRecord.Table.class::isInstance)
                .map(record -> ((RulesetRecord.Table) record).table())
                .toList();
        return new Screening(
                MeasureIndex.compile(Law.of(List.of(ban("BAN", 1, "87")), ReferenceTables.of(tables))),
                Screening.DEFAULT_MAX_VIOLATIONS);
    }
}
