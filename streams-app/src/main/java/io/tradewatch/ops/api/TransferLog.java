package io.tradewatch.ops.api;

import io.tradewatch.avro.Transfer;
import io.tradewatch.records.DecodeResult;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Where the records of one transfer are looked up. Safe for use by several threads. */
public interface TransferLog {
    /**
     * One record of a transfer.
     *
     * @param offset where it stands in the partition that was searched
     * @param time the record's timestamp
     * @param traceparent the trace that it belongs to, as its header says
     * @param transfer what it says, or the defect for which it cannot be used
     */
    record Logged(long offset, Instant time, Optional<String> traceparent, DecodeResult<Transfer> transfer) {}

    /**
     * What was found in one partition.
     *
     * @param from the first offset that was read
     * @param to the offset after the last that was read
     * @param isComplete whether nothing stands before {@code from}; otherwise time was up
     * @param records in the order of their offsets
     */
    record Search(String topic, int partition, long from, long to, boolean isComplete, List<Logged> records) {
        public Search {
            records = List.copyOf(records);
        }
    }

    /**
     * Reads one partition backwards, from its end, for as long as is usual for a question over HTTP.
     *
     * @param transferId the key of the records
     * @param partition where to look; empty: where Kafka's own partitioner puts this key
     * @param before only records before this offset
     * @throws IllegalArgumentException when there is no such partition
     * @throws IOException when Kafka or the schema registry does not answer
     */
    Search find(String transferId, OptionalInt partition, long before) throws IOException;
}
