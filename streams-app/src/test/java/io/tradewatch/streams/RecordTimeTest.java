package io.tradewatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordTimeTest {
    private static final long NOW = 1_700_000_000_000L;

    private final RecordTime time = new RecordTime(() -> NOW);

    @Test
    void shouldTakeTheRecordsOwnTime() {
        assertThat(time.extract(at(NOW - 1), NOW)).isEqualTo(NOW - 1);
    }

    @Test
    void shouldTakeThePartitionsTimeWhereARecordHasNone() {
        assertThat(time.extract(at(-1), NOW - 5)).isEqualTo(NOW - 5);
        assertThat(time.extract(at(-1_000_000), -1)).isZero();
    }

    @Test
    void shouldNotTakeATimeToCome() {
        assertThat(time.extract(at(Long.MAX_VALUE), -1)).isEqualTo(NOW);
    }

    @Test
    void shouldGoWithTheClock() {
        AtomicLong clock = new AtomicLong(NOW);
        RecordTime moving = new RecordTime(clock::get);
        assertThat(moving.extract(at(NOW + 10), -1)).isEqualTo(NOW);

        clock.set(NOW + 5);

        assertThat(moving.extract(at(NOW + 10), -1)).isEqualTo(NOW + 5);
        assertThat(moving.extract(at(NOW + 3), -1)).isEqualTo(NOW + 3);
    }

    private static ConsumerRecord<Object, Object> at(long timestamp) {
        return new ConsumerRecord<>(
                "transfers",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                "value",
                new RecordHeaders(),
                Optional.empty());
    }
}
