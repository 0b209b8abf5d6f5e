package io.tradewatch.topology;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A consumer whose polls are bounded by the bytes of their records: keys, values and headers. Kafka bounds a poll by the number
 * of its records, and by their bytes as they were sent: a thousand records of megabytes that compression made small would not
 * fit into any heap.
 *
 * <p>Where a record does not fit into a poll any more, reading it fails; the consumer then hands over what it has read before,
 * and reads the same record again in the next poll. The first record of a poll always fits, so that a poll never fails for
 * this, and a record of any size is handed over, alone.
 *
 * <p>Threading notes: as for every consumer, one thread at a time.
 */
public final class BoundedConsumer extends KafkaConsumer<byte[], byte[]> {
    /** How many bytes a poll hands over, unless it is one record: many times what a poll of usual records takes. */
    public static final long MOST_BYTES = 8L << 20;

    private final Budget budget;

    /** @param properties of the consumer; those of deserializers are not looked at */
    public BoundedConsumer(Map<String, Object> properties) {
        this(properties, new Budget());
    }

    private BoundedConsumer(Map<String, Object> properties, Budget budget) {
        super(properties, budget.keys(), budget.values());
        this.budget = budget;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        budget.renew();
        return super.poll(timeout);
    }

    /**
     * Counts the bytes of one poll. Kafka has a record's key read, then its value, and neither where it is null. Headers are
     * counted with both: rather twice than not at all.
     */
    static final class Budget {
        private long used;
        /** Of a key that was read, until its value is, or the next key where it has none. */
        private long inHand;

        /** The next poll begins. */
        void renew() {
            used = 0;
            inHand = 0;
        }

        /** Reads keys. */
        Deserializer<byte[]> keys() {
            return new Counted() {
                @Override
                void take(long bytes, Headers headers) {
                    used += inHand;
                    inHand = 0;
                    long all = bytes + RecordBytes.of(headers);
                    require(all);
                    inHand = all;
                }
            };
        }

        /** Reads values. */
        Deserializer<byte[]> values() {
            return new Counted() {
                @Override
                void take(long bytes, Headers headers) {
                    long all = bytes + inHand + RecordBytes.of(headers);
                    require(all);
                    used += all;
                    inHand = 0;
                }
            };
        }

        private void require(long bytes) {
            if (used > 0 && used + bytes > MOST_BYTES) {
                throw new SerializationException("the records of one poll take more than " + MOST_BYTES
                        + " bytes; the others are read in the next poll");
            }
        }
    }

    /** Hands bytes on as they are, once they are counted. */
    private abstract static class Counted implements Deserializer<byte[]> {
        private static final RecordHeaders NO_HEADERS = new RecordHeaders();

        abstract void take(long bytes, Headers headers);

        @Override
        public byte @Nullable [] deserialize(String topic, byte @Nullable [] content) {
            take(content == null ? 0 : content.length, NO_HEADERS);
            return content;
        }

        @Override
        public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer content) {
            if (content == null) {
                return null;
            }
            take(content.remaining(), headers);
            byte[] bytes = new byte[content.remaining()];
            content.get(content.position(), bytes);
            return bytes;
        }
    }
}
