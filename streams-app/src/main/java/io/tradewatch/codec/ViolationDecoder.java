package io.tradewatch.codec;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.DefectFound;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
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

    /** Creates a decoder that fetches each writer's schema from a registry when a record first names it. */
    public ViolationDecoder(RegistrySchemas schemas) {
        this.reader = new SchemaReader<>(
                schemas,
                Contracts.VIOLATION,
                writer -> new SpecificDatumReader<>(writer, Violation.getClassSchema(), Contracts.MODEL));
    }

    /**
     * Reads one state of one violation.
     *
     * @param value a record's value, unchanged from the topic
     * @param headers the record's headers, which may name the value's schema
     * @throws RegistryUnavailableException when the value's schema is not cached and the registry does not return it
     */
    public DecodeResult<Violation> decode(byte @Nullable [] value, Headers headers)
            throws RegistryUnavailableException {
        try {
            return DecodeResult.of(reader.read(value, headers));
        } catch (DefectFound e) {
            return e.outcome();
        }
    }

    /** Does the same as {@link #decode(byte[], Headers)} for a value that needs no headers. */
    public DecodeResult<Violation> decode(byte @Nullable [] value) throws RegistryUnavailableException {
        return decode(value, new RecordHeaders());
    }
}
