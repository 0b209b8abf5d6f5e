package io.tradewatch.streams.promises;

import io.tradewatch.avro.Violation;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was read from the topic of violations.
 *
 * <p>A class, not a record: it holds an array and is never compared.
 */
public final class ObservedAlert {
    private final int partition;
    private final byte[] key;
    private final byte[] value;
    private final Headers headers;
    private final Violation violation;

    /**
     * @param partition the partition of violations that it was read from
     * @param key the record's key
     * @param value the record's value
     * @param headers the record's headers
     * @param violation the decoded value
     */
    public ObservedAlert(int partition, byte[] key, byte[] value, Headers headers, Violation violation) {
        this.partition = partition;
        this.key = key;
        this.value = value;
        this.headers = headers;
        this.violation = violation;
    }

    public int partition() {
        return partition;
    }

    /** The record's key as text. */
    public String key() {
        return new String(key, StandardCharsets.UTF_8);
    }

    public byte[] value() {
        return value;
    }

    public Violation violation() {
        return violation;
    }

    /**
     * What the alert reacts to: a transfer from a certain place, at a certain time. Alerts of one reaction agree in it.
     */
    public String reaction() {
        return violation.getTransferId() + " read from " + header("tradewatch-topic") + "-"
                + header("tradewatch-partition") + "@" + header("tradewatch-offset") + " at " + header("ce_time");
    }

    @Nullable String header(String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return violation.getTransferId() + "/" + violation.getItemNumber() + "/" + violation.getMeasureId() + " "
                + violation.getSequence() + " " + violation.getStatus() + " " + violation.getStatusReason();
    }
}
