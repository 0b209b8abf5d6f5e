package io.tradewatch.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where a record was read from.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset
 */
public record RecordLocation(String topic, int partition, long offset) {
    /** Where a record was consumed from. */
    public static RecordLocation of(ConsumerRecord<?, ?> consumed) {
        return new RecordLocation(consumed.topic(), consumed.partition(), consumed.offset());
    }
}
