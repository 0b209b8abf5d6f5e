package io.tradewatch.server.api;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.DecodeResult;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks up the records of one transfer. Safe for use by several threads. */
public interface TransferLog {
    /**
     * One record of a transfer.
     *
     * @param offset its offset in the searched partition
     * @param time the record's timestamp
     * @param traceparent the trace that it belongs to, from its header
     * @param transfer its content, or the defect that makes it unusable
     */
    record Logged(long offset, Instant time, Optional<String> traceparent, DecodeResult<Transfer> transfer) {}

    /**
     * The result of a search in one partition.
     *
     * @param from the first offset that was read
     * @param to the offset after the last that was read
     * @param isComplete whether there is no record before {@code from}; otherwise the time limit was reached
     * @param records in the order of their offsets
     */
    record Search(String topic, int partition, long from, long to, boolean isComplete, List<Logged> records) {
        public Search {
            records = List.copyOf(records);
        }
    }

    /**
     * Reads one partition backwards from its end, within a time limit that suits an HTTP request.
     *
     * @param transferId the key of the records
     * @param partition the partition to search; empty: the one that Kafka's default partitioner chooses for this key
     * @param before only records before this offset
     * @throws IllegalArgumentException when there is no such partition
     * @throws IOException when Kafka or the schema registry does not answer
     */
    Search find(String transferId, OptionalInt partition, long before) throws IOException;
}
