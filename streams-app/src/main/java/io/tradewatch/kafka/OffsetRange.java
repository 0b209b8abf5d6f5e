package io.tradewatch.kafka;

/**
 * The offsets between two limits, in one partition.
 *
 * @param begin inclusive
 * @param end exclusive; the range is empty if it is not after the begin
 */
public record OffsetRange(long begin, long end) {}
