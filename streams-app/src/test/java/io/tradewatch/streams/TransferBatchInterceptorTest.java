package io.tradewatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class TransferBatchInterceptorTest {
    private static final TopicPartition FIRST = new TopicPartition("transfers", 0);
    private static final TopicPartition SECOND = new TopicPartition("transfers", 1);

    private final TransferBatchInterceptor batches = new TransferBatchInterceptor();

    @Test
    void shouldKeepEachTransferInItsPlace() {
        List<ConsumerRecord<byte[], byte[]>> many = transfers(FIRST, 17, 2 * TransferBatchInterceptor.LONGEST + 1);
        List<ConsumerRecord<byte[], byte[]>> one = transfers(SECOND, 3, 1);

        ConsumerRecords<byte[], byte[]> handed =
                batches.onConsume(new ConsumerRecords<>(Map.of(FIRST, many, SECOND, one), Map.of()));

        assertThat(handed.records(FIRST)).hasSize(3);
        assertThat(carried(handed.records(FIRST))).isEqualTo(many);
        assertThat(carried(handed.records(SECOND))).isEqualTo(one);
    }

    /** A waiting record's offset is committed as the one to go on from: with the last, the others would be lost. */
    @Test
    void shouldHaveTheOffsetOfTheFirstTransfer() {
        List<ConsumerRecord<byte[], byte[]>> handed = batches.onConsume(new ConsumerRecords<>(
                        Map.of(FIRST, transfers(FIRST, 17, TransferBatchInterceptor.LONGEST + 1)), Map.of()))
                .records(FIRST);

        assertThat(handed)
                .extracting(ConsumerRecord::offset)
                .containsExactly(17L, 17L + TransferBatchInterceptor.LONGEST);
    }

    @Test
    void shouldNotPutManyLargeTransfersIntoOneBatch() {
        int half = TransferBatchInterceptor.MOST_BYTES / 2 - 4;
        List<ConsumerRecord<byte[], byte[]>> transfers = List.of(
                transfer(FIRST, 1, 1, half),
                transfer(FIRST, 2, 2, half),
                transfer(FIRST, 3, 3, half),
                transfer(FIRST, 4, 4, 10 * half),
                transfer(FIRST, 5, 5, half));

        List<ConsumerRecord<byte[], byte[]>> handed = batches.onConsume(
                        new ConsumerRecords<>(Map.of(FIRST, transfers), Map.of()))
                .records(FIRST);

        assertThat(handed.stream().filter(run -> !transfersOf(run).isEmpty()))
                .extracting(ConsumerRecord::offset)
                .containsExactly(1L, 3L, 4L, 5L);
        assertThat(carried(handed)).isEqualTo(transfers);
    }

    /** Kafka Streams bounds what waits by the number of records: each stands for some bytes at most. */
    @Property(tries = 200)
    void shouldTakePlacesByBytes(@ForAll @Size(max = 300) List<@IntRange(max = 2_000_000) Integer> sizes) {
        List<ConsumerRecord<byte[], byte[]>> transfers = IntStream.range(0, sizes.size())
                .mapToObj(at -> sized(FIRST, at, at % 7 == 0 ? sizes.get(at) : sizes.get(at) % 1_000))
                .toList();

        List<ConsumerRecord<byte[], byte[]>> handed = new TransferBatchInterceptor()
                .onConsume(new ConsumerRecords<>(Map.of(FIRST, transfers), Map.of()))
                .records(FIRST);

        assertThat(carried(handed)).isEqualTo(transfers);
        long bytes = 0;
        long latest = -1;
        for (ConsumerRecord<byte[], byte[]> run : handed) {
            bytes += transfersOf(run).stream()
                    .mapToLong(transfer -> 4L + transfer.serializedValueSize())
                    .sum();
            long next = transfersOf(run).isEmpty()
                    ? latest + 1
                    : transfersOf(run).get(0).offset();
            assertThat(run.offset()).as("where to go on from").isEqualTo(next);
            latest = transfersOf(run).isEmpty()
                    ? latest
                    : transfersOf(run).get(transfersOf(run).size() - 1).offset();
        }
        assertThat(bytes).isLessThanOrEqualTo((long) handed.size() * TransferBatchInterceptor.MOST_BYTES);
    }

    @Test
    void shouldTakePlacesForLongKeysAndHeadersToo() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("x", new byte[2 * TransferBatchInterceptor.MOST_BYTES]);
        int key = 3 * TransferBatchInterceptor.MOST_BYTES;
        ConsumerRecord<byte[], byte[]> transfer = new ConsumerRecord<>(
                "transfers", 0, 9, 1, TimestampType.CREATE_TIME, key, -1, new byte[key], null, headers, Optional.of(4));

        assertThat(batches.onConsume(new ConsumerRecords<>(Map.of(FIRST, List.of(transfer)), Map.of()))
                        .records(FIRST))
                .extracting(ConsumerRecord::offset)
                .containsExactly(9L, 10L, 10L, 10L, 10L, 10L);
    }

    @Test
    void shouldHaveTheLatestTimeAndTheSizeOfAll() {
        ConsumerRecord<byte[], byte[]> run = TransferBatch.of(
                List.of(transfer(FIRST, 1, 1_000), transfer(FIRST, 2, 3_000), transfer(FIRST, 3, 2_000)));

        assertThat(run.timestamp()).isEqualTo(3_000);
        assertThat(run.serializedKeySize()).isEqualTo(3 * 4);
        assertThat(run.serializedValueSize()).isEqualTo(3 * 100);
        assertThat(TransferBatch.of(List.of(transfer(FIRST, 1, -1))).timestamp())
                .isEqualTo(-1);
    }

    @Test
    void shouldGoOnFromWhereTheConsumerGoesOn() {
        Map<TopicPartition, OffsetAndMetadata> next = Map.of(FIRST, new OffsetAndMetadata(19, Optional.of(4), ""));

        assertThat(batches.onConsume(new ConsumerRecords<>(Map.of(FIRST, transfers(FIRST, 17, 1)), next))
                        .nextOffsets())
                .isEqualTo(next);
        assertThat(batches.onConsume(new ConsumerRecords<>(Map.of(), next)).nextOffsets())
                .isEqualTo(next);
    }

    /** Whoever may write transfers must not be able to hand over anything but their own. */
    @Test
    void shouldNotBeForgedByAHeader() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("tradewatch-batch", new byte[] {1});

        assertThat(TransferBatch.in(headers)).isNull();
    }

    private static List<ConsumerRecord<byte[], byte[]>> transfersOf(ConsumerRecord<byte[], byte[]> record) {
        return Objects.requireNonNull(TransferBatch.in(record.headers())).transfers();
    }

    /** Without its bytes. */
    private static ConsumerRecord<byte[], byte[]> sized(TopicPartition partition, long offset, int size) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                offset,
                TimestampType.CREATE_TIME,
                4,
                size,
                new byte[4],
                new byte[0],
                new RecordHeaders(),
                Optional.of(4));
    }

    private static List<ConsumerRecord<byte[], byte[]>> carried(List<ConsumerRecord<byte[], byte[]>> handed) {
        List<ConsumerRecord<byte[], byte[]>> transfers = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : handed) {
            TransferBatch run = TransferBatch.in(record.headers());
            assertThat(run).isNotNull();
            assertThat(run.transfers()).hasSizeLessThanOrEqualTo(TransferBatchInterceptor.LONGEST);
            transfers.addAll(run.transfers());
        }
        return transfers;
    }

    private static List<ConsumerRecord<byte[], byte[]>> transfers(TopicPartition partition, long from, int count) {
        List<ConsumerRecord<byte[], byte[]>> transfers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            transfers.add(transfer(partition, from + i, from + i));
        }
        return transfers;
    }

    private static ConsumerRecord<byte[], byte[]> transfer(TopicPartition partition, long offset, long timestamp) {
        return transfer(partition, offset, timestamp, 100);
    }

    private static ConsumerRecord<byte[], byte[]> transfer(
            TopicPartition partition, long offset, long timestamp, int size) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                timestamp,
                TimestampType.CREATE_TIME,
                4,
                size,
                new byte[4],
                new byte[size],
                new RecordHeaders(),
                Optional.of(4));
    }
}
