package io.tradewatch.kafka;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A consumer that limits the size of each poll in bytes, counting keys, values and headers. Kafka limits a poll by its
 * number of records and by their compressed size. A thousand well compressed records of several megabytes each would
 * exceed any heap.
 *
 * <p>If a record exceeds the remaining size of a poll, its deserializer throws an exception. The consumer then returns
 * the records that it has read before, and reads the same record again in the next poll. The first record of a poll
 * always fits. Thus the limit never makes a poll fail, and a record of any size is returned, on its own if it is large.
 *
 * <p>Threading notes: like every consumer, it supports one thread at a time.
 */
public final class BoundedConsumer extends KafkaConsumer<byte[], byte[]> {
    /**
     * The maximum size of a poll in bytes, unless it is a single record. A poll of typical records is many times
     * smaller.
     */
    public static final long MOST_BYTES = 8L << 20;

    private final Budget budget;

    /** @param properties the consumer's configuration; deserializer properties are ignored */
    public BoundedConsumer(Map<String, Object> properties) {
        this(properties, new Budget());
    }

    private BoundedConsumer(Map<String, Object> properties, Budget budget) {
        super(properties, budget.keys(), budget.values());
        this.budget = budget;
    }

    /**
     * The properties of a consumer without a group: it reads committed records, commits no offsets, creates no topics, and
     * fails when the next records to read are deleted.
     *
     * @param kafka the properties of Kafka's clients
     * @return a map of the caller's own, to be changed where the caller needs something else
     */
    public static Map<String, Object> propertiesWithoutGroup(Map<String, Object> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        return properties;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        budget.renew();
        return super.poll(timeout);
    }

    /**
     * Counts the bytes of one poll. Kafka deserializes a record's key, then its value; it skips a null key and a null
     * value. Headers are counted with both, because either may be null; they are counted twice if neither is.
     */
    static final class Budget {
        private long used;
        /** The size of the last key until its value is read, or until the next key if it has no value. */
        private long inHand;

        /** Resets the count before the next poll. */
        void renew() {
            used = 0;
            inHand = 0;
        }

        /** A deserializer that counts keys. */
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

        /** A deserializer that counts values. */
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

    /** Counts bytes and returns them unchanged. */
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
