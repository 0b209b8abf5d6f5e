package io.tradewatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewatch.kafka.TopicScanner.Ending;
import io.tradewatch.kafka.TopicScanner.Limit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TopicScannerTest {
    private static final TopicPartition FIRST = new TopicPartition("transfers", 0);
    private static final TopicPartition SECOND = new TopicPartition("transfers", 1);
    private static final Limit TOTAL = Limit.total(Duration.ofSeconds(10));
    private static final Limit STANDSTILL = Limit.withoutProgress(Duration.ofSeconds(10));

    /** Time passes whenever the clock is read, because a poll of this consumer takes none. */
    private static final long TICK = Duration.ofMillis(1).toNanos();

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final AtomicLong clock = new AtomicLong();
    private final List<String> taken = new ArrayList<>();
    private final TopicScanner.Sink<RuntimeException> sink =
            (partition, records, position) -> taken.add(partition.partition() + ": "
                    + records.stream().map(ConsumerRecord::offset).toList() + " then " + position);

    @Test
    void shouldPassOnTheRecordsBetweenTheOffsets() {
        TopicScanner scanner = scanner(Map.of(FIRST, new OffsetRange(5, 8), SECOND, new OffsetRange(0, 2)));
        atNextPoll(FIRST, 5, 6);
        atNextPoll(FIRST, 7);
        atNextPoll(SECOND, 0, 1);

        assertThat(scanner.scan(STANDSTILL, sink)).isEqualTo(Ending.REACHED_ENDS);

        assertThat(taken).containsExactly("0: [5, 6] then 7", "0: [7] then 8", "1: [0, 1] then 2");
        assertThat(scanner.left()).isEmpty();
    }

    @Test
    void shouldReachAnEndThatOnlyGapsAndMarkersPrecede() {
        TopicScanner scanner = scanner(Map.of(FIRST, new OffsetRange(0, 4)));
        atNextPoll(FIRST, 1);
        positionAtNextPoll(FIRST, 4);

        assertThat(scanner.scan(STANDSTILL, sink)).isEqualTo(Ending.REACHED_ENDS);

        assertThat(taken).containsExactly("0: [1] then 2", "0: [] then 4");
    }

    @Test
    void shouldLeaveRecordsPastTheEndToTheNextReader() {
        TopicScanner scanner = scanner(Map.of(FIRST, new OffsetRange(0, 2), SECOND, new OffsetRange(3, 3)));
        consumer.schedulePollTask(() -> {
            assertThat(consumer.paused()).containsExactly(SECOND);
            add(FIRST, 0, 1, 2, 3);
        });

        assertThat(scanner.scan(STANDSTILL, sink)).isEqualTo(Ending.REACHED_ENDS);

        assertThat(taken).containsExactly("0: [0, 1] then 2");
        assertThat(consumer.paused()).isEmpty();
        assertThat(consumer.position(FIRST)).isEqualTo(2);
        assertThat(consumer.position(SECOND)).isEqualTo(3);
    }

    @Test
    void shouldPauseAPartitionThatIsFinishedWhileOthersAreRead() {
        TopicScanner scanner = scanner(Map.of(FIRST, new OffsetRange(0, 1), SECOND, new OffsetRange(0, 1)));
        atNextPoll(FIRST, 0);
        consumer.schedulePollTask(() -> {
            assertThat(consumer.paused()).containsExactly(FIRST);
            add(SECOND, 0);
        });

        assertThat(scanner.scan(STANDSTILL, sink)).isEqualTo(Ending.REACHED_ENDS);
    }

    @Test
    void shouldNotPollWhenThereIsNothingToRead() {
        TopicScanner scanner = scanner(Map.of(FIRST, new OffsetRange(4, 4), SECOND, new OffsetRange(9, 2)));
        consumer.schedulePollTask(() -> {
            throw new AssertionError("polled");
        });

        assertThat(scanner.scan(Limit.total(Duration.ZERO), sink)).isEqualTo(Ending.REACHED_ENDS);
        assertThat(scanner(Map.of()).scan(STANDSTILL, sink)).isEqualTo(Ending.REACHED_ENDS);

        assertThat(taken).isEmpty();
    }

    @Test
    void shouldTimeOutWhenNoPositionMoves() {
        TopicScanner scanner = scanner(Map.of(FIRST, new OffsetRange(0, 5), SECOND, new OffsetRange(0, 1)));
        for (long offset = 0; offset < 3; offset++) {
            passAtNextPoll(Duration.ofSeconds(9));
            atNextPoll(FIRST, offset);
        }
        atNextPoll(SECOND, 0);
        passAtNextPoll(Duration.ofSeconds(9));
        passAtNextPoll(Duration.ofSeconds(1));

        assertThat(scanner.scan(STANDSTILL, sink)).isEqualTo(Ending.TIMED_OUT);

        assertThat(scanner.left()).containsExactly(Map.entry(FIRST, new OffsetRange(3, 5)));
    }

    @Test
    void shouldTimeOutAfterTheTotalDurationWhateverMoves() {
        TopicScanner scanner = scanner(Map.of(FIRST, new OffsetRange(0, 5)));
        atNextPoll(FIRST, 0);
        passAtNextPoll(Duration.ofSeconds(9));
        atNextPoll(FIRST, 1);
        passAtNextPoll(Duration.ofSeconds(1));
        atNextPoll(FIRST, 2);

        assertThat(scanner.scan(TOTAL, sink)).isEqualTo(Ending.TIMED_OUT);

        assertThat(scanner.left()).containsExactly(Map.entry(FIRST, new OffsetRange(2, 5)));
    }

    @Test
    void shouldStopBetweenPartitionsAndContinueThere() {
        TopicScanner scanner = scanner(Map.of(FIRST, new OffsetRange(0, 2), SECOND, new OffsetRange(0, 2)));
        consumer.schedulePollTask(() -> {
            add(FIRST, 0);
            add(SECOND, 0);
        });

        assertThat(scanner.scan(STANDSTILL, () -> !taken.isEmpty(), sink)).isEqualTo(Ending.STOPPED);

        assertThat(taken).containsExactly("0: [0] then 1");
        assertThat(scanner.left())
                .containsExactly(Map.entry(FIRST, new OffsetRange(1, 2)), Map.entry(SECOND, new OffsetRange(0, 2)));

        consumer.schedulePollTask(() -> {
            add(FIRST, 1);
            add(SECOND, 0, 1);
        });
        assertThat(scanner.scan(STANDSTILL, sink)).isEqualTo(Ending.REACHED_ENDS);

        assertThat(taken).containsExactly("0: [0] then 1", "0: [1] then 2", "1: [0, 1] then 2");
    }

    @Test
    void shouldReadOnFromThePositionsOfTheConsumer() {
        begin(FIRST);
        consumer.assign(List.of(FIRST));
        consumer.seek(FIRST, 7);
        TopicScanner scanner = TopicScanner.onwards(consumer, Map.of(FIRST, 9L));
        atNextPoll(FIRST, 7, 8);

        assertThat(scanner.scan(STANDSTILL, sink)).isEqualTo(Ending.REACHED_ENDS);

        assertThat(taken).containsExactly("0: [7, 8] then 9");
    }

    @Test
    void shouldPassOnTheFailureOfAReadOfDeletedRecords() {
        TopicScanner scanner = scanner(Map.of(FIRST, new OffsetRange(0, 2)));
        consumer.updateBeginningOffsets(Map.of(FIRST, 1L));
        atNextPoll(FIRST, 1);

        assertThatThrownBy(() -> scanner.scan(STANDSTILL, sink)).isInstanceOf(OffsetOutOfRangeException.class);
    }

    @Test
    void shouldPassOnTheFailureOfTheSink() {
        TopicScanner scanner = scanner(Map.of(FIRST, new OffsetRange(0, 2)));
        atNextPoll(FIRST, 0);

        assertThatThrownBy(() -> scanner.scan(STANDSTILL, (partition, records, position) -> {
                    throw new IOException("full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("full");
    }

    private TopicScanner scanner(Map<TopicPartition, OffsetRange> ranges) {
        ranges.keySet().forEach(this::begin);
        return new TopicScanner(consumer, ranges, () -> clock.addAndGet(TICK));
    }

    private void begin(TopicPartition partition) {
        consumer.updateBeginningOffsets(Map.of(partition, 0L));
        consumer.updateEndOffsets(Map.of(partition, 100L));
    }

    private void atNextPoll(TopicPartition partition, long... offsets) {
        consumer.schedulePollTask(() -> add(partition, offsets));
    }

    private void positionAtNextPoll(TopicPartition partition, long position) {
        consumer.schedulePollTask(() -> consumer.seek(partition, position));
    }

    private void passAtNextPoll(Duration time) {
        consumer.schedulePollTask(() -> clock.addAndGet(time.toNanos()));
    }

    private void add(TopicPartition partition, long... offsets) {
        for (long offset : offsets) {
            consumer.addRecord(new ConsumerRecord<>(
                    partition.topic(), partition.partition(), offset, new byte[] {1}, new byte[] {2}));
        }
    }
}
