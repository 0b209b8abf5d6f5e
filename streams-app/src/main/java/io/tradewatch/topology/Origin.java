package io.tradewatch.topology;

/**
 * Where a record was read from.
 *
 * @param topic the topic
 * @param partition the partition
 * @param offset the offset
 */
public record Origin(String topic, int partition, long offset) {}
