package io.tradewatch.topology;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A consumer whose polls are bounded by the bytes of their values. Kafka bounds a poll by the number of its records, and by
 * their bytes as they were sent: a thousand records of megabytes that compression made small would not fit into any heap.
 *
 * <p>Where a value does not fit into a poll any more, reading it fails; the consumer then hands over what it has read before,
 * and reads the same record again in the next poll. The first value of a poll always fits, so that a poll never fails for
 * this, and a record of any size is handed over, alone.
 *
 * <p>Threading notes: as for every consumer, one thread at a time.
 */
public final class BoundedConsumer extends KafkaConsumer<byte[], byte[]> {
    /** How many bytes of values a poll hands over, unless it is one record: many times what a poll of usual records takes. */
    public static final long MOST_BYTES = 8L << 20;

    private final Budget budget;

    /** @param properties of the consumer; those of deserializers are not looked at */
    public BoundedConsumer(Map<String, Object> properties) {
        this(properties, new Budget());
    }

    private BoundedConsumer(Map<String, Object> properties, Budget budget) {
        super(properties, new ByteArrayDeserializer(), budget);
        this.budget = budget;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        budget.renew();
        return super.poll(timeout);
    }

    /** Counts the values of one poll. */
    static final class Budget implements Deserializer<byte[]> {
        private long used;

        /** The next poll begins. */
        void renew() {
            used = 0;
        }

        @Override
        public byte @Nullable [] deserialize(String topic, byte @Nullable [] value) {
            take(value == null ? 0 : value.length);
            return value;
        }

        @Override
        public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer value) {
            if (value == null) {
                return null;
            }
            take(value.remaining());
            byte[] bytes = new byte[value.remaining()];
            value.get(value.position(), bytes);
            return bytes;
        }

        private void take(int bytes) {
            if (used > 0 && used + bytes > MOST_BYTES) {
                throw new SerializationException("the records of one poll take more than " + MOST_BYTES
                        + " bytes; the others are read in the next poll");
            }
            used += bytes;
        }
    }
}
