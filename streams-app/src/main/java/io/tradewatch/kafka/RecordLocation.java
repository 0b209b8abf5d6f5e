package io.tradewatch.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The location of a record in a topic.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset
 */
public record RecordLocation(String topic, int partition, long offset) {
    /** The location from which a record was consumed. */
    public static RecordLocation of(ConsumerRecord<?, ?> consumed) {
        return new RecordLocation(consumed.topic(), consumed.partition(), consumed.offset());
    }
}
