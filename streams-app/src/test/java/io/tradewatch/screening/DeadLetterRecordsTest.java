package io.tradewatch.screening;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.codec.DeadLetters;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.kafka.RecordLocation;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class DeadLetterRecordsTest {
    @Test
    void shouldBeKeptFromTheMomentItIsWrittenHoweverOldTheRecordIs() {
        Instant then = Instant.parse("2018-02-18T00:00:00Z");
        Instant now = Instant.parse("2026-02-18T00:00:00Z");
        Record<byte[], byte[]> record = new Record<>(new byte[0], new byte[] {1}, then.toEpochMilli());

        Record<byte[], byte[]> letter = DeadLetterRecords.of(
                record,
                new RecordLocation("transfers", 2, 17),
                new StructuralDefect(StructuralDefect.Reason.UNDECODABLE, "one byte"),
                now.toEpochMilli(),
                SizeLimits.none());

        assertThat(letter.timestamp()).isEqualTo(now.toEpochMilli());
        assertThat(new String(letter.headers().lastHeader(DeadLetters.TIMESTAMP).value(), UTF_8))
                .isEqualTo(then.toString());
    }
}
