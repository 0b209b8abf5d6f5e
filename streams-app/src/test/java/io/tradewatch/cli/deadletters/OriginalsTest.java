package io.tradewatch.cli.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.codec.DeadLetters;
import io.tradewatch.kafka.RecordLocation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OriginalsTest {
    private static final TopicPartition PARTITION = new TopicPartition("transfers", 2);
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final Originals originals = new Originals(consumer);

    @Test
    void shouldFindTheRecordThatAPointerPointsTo() {
        there(17, 18);

        assertThat(originals.find(new RecordLocation("transfers", 2, 17)))
                .hasValueSatisfying(record -> assertThat(record.offset()).isEqualTo(17));
    }

    @Test
    void shouldFindNothingWhereTheRecordIsGone() {
        there(20, 21);

        assertThat(originals.find(new RecordLocation("transfers", 2, 17))).isEmpty();
    }

    @Test
    void shouldFindNothingBehindTheEndOfTheTopic() {
        there(16, 17);

        assertThat(originals.find(new RecordLocation("transfers", 2, 17))).isEmpty();
    }

    @Test
    void shouldTellTheOriginalByItsSizeAndHash() {
        DeadLetter pointer = pointer();

        assertThat(pointer.isPointer()).isTrue();
        assertThat(pointer.original()).contains(new RecordLocation("transfers", 2, 17));
        assertThat(pointer.isOriginal("abc".getBytes(UTF_8))).isTrue();
        assertThat(pointer.isOriginal("abd".getBytes(UTF_8))).isFalse();
        assertThat(pointer.isOriginal(null)).isFalse();
    }

    @Test
    void shouldSayThatADeadLetterIsAPointer() {
        StringWriter text = new StringWriter();

        pointer().print(new PrintWriter(text));

        assertThat(text.toString()).contains("a pointer to 3 bytes").contains("transfers-2@17");
        assertThat(pointer().json()).contains("\"originalBytes\":3").contains("\"originalSha256\":\"" + ABC);
    }

    private static DeadLetter pointer() {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("dead-letters", 0, 5, null, "a".getBytes(UTF_8));
        Map.of(
                        DeadLetters.REASON, "TOO_LARGE",
                        DeadLetters.TOPIC, "transfers",
                        DeadLetters.PARTITION, "2",
                        DeadLetters.OFFSET, "17",
                        DeadLetters.ORIGINAL_BYTES, "3",
                        DeadLetters.ORIGINAL_SHA256, ABC)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        return DeadLetter.of(record);
    }

    /** The topic holds records from one offset to another, which is exclusive. */
    private void there(long from, long to) {
        consumer.updateBeginningOffsets(Map.of(PARTITION, from));
        consumer.updateEndOffsets(Map.of(PARTITION, to));
        consumer.schedulePollTask(() -> {
            for (long offset = from; offset < to; offset++) {
                consumer.addRecord(new ConsumerRecord<>("transfers", 2, offset, new byte[0], new byte[0]));
            }
        });
    }
}
