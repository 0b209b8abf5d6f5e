package io.tradewatch.records;

import io.tradewatch.avro.Violation;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topic of violations.
 *
 * <p>Threading notes: not safe for use by several threads.
 */
public final class ViolationDecoder {
    private final SchemaReader<Violation> reader;

    /** Learns writers' schemas from a registry as it meets them. */
    public ViolationDecoder(RegistrySchemas schemas) {
        this.reader = new SchemaReader<>(
                schemas,
                Contracts.VIOLATION,
                writer -> new SpecificDatumReader<>(writer, Violation.getClassSchema(), Contracts.MODEL));
    }

    /**
     * One state of one violation.
     *
     * @param value a record's value as it stands in the topic
     * @param headers the record's headers, which may name the value's schema
     * @throws RegistryUnavailableException when the value's schema is not known here yet and the registry does not tell
     */
    public DecodeResult<Violation> decode(byte @Nullable [] value, Headers headers)
            throws RegistryUnavailableException {
        try {
            return DecodeResult.of(reader.read(value, headers));
        } catch (DefectFound e) {
            return e.outcome();
        }
    }

    /** What {@link #decode(byte[], Headers)} gives for a value that needs no headers. */
    public DecodeResult<Violation> decode(byte @Nullable [] value) throws RegistryUnavailableException {
        return decode(value, new RecordHeaders());
    }
}
