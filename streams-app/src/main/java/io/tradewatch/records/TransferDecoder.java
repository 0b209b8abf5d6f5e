package io.tradewatch.records;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Reads transfers from their topic. Whatever is found wrong is found by both methods alike: what decides is never
 * screened where the whole could not be read.
 *
 * <p>Threading notes: not safe for use by several threads; one for each task.
 */
public interface TransferDecoder {
    /**
     * What decides, and nothing else: names, descriptions and marks are left out (null), since they matter only where
     * something was found.
     *
     * @param value a record's value as it stands in the topic
     * @param headers the record's headers, which may name the value's schema
     * @throws RegistryUnavailableException when the value's schema is not known here yet and the registry does not tell
     */
    DecodeResult<io.tradewatch.engine.model.Transfer> decodeDeciding(byte @Nullable [] value, Headers headers)
            throws RegistryUnavailableException;

    /**
     * The whole transfer, and the same as the rules see it: for where something was found, and both are needed.
     *
     * @param value a record's value as it stands in the topic
     * @param headers the record's headers, which may name the value's schema
     * @throws RegistryUnavailableException when the value's schema is not known here yet and the registry does not tell
     */
    DecodeResult<WholeTransfer> decode(byte @Nullable [] value, Headers headers) throws RegistryUnavailableException;

    /**
     * The whole transfer.
     *
     * @param value a record's value as it stands in the topic
     * @param headers the record's headers, which may name the value's schema
     * @throws RegistryUnavailableException when the value's schema is not known here yet and the registry does not tell
     */
    default DecodeResult<io.tradewatch.avro.Transfer> decodeWhole(byte @Nullable [] value, Headers headers)
            throws RegistryUnavailableException {
        DecodeResult<WholeTransfer> whole = decode(value, headers);
        return whole instanceof DecodeResult.Defective<WholeTransfer> defective
                ? new DecodeResult.Defective<>(defective.defect())
                : DecodeResult.of(whole.orElseThrow().record());
    }

    /** What decides of a value that needs no headers. */
    default DecodeResult<io.tradewatch.engine.model.Transfer> decodeDeciding(byte @Nullable [] value)
            throws RegistryUnavailableException {
        return decodeDeciding(value, new RecordHeaders());
    }

    /** The whole transfer of a value that needs no headers. */
    default DecodeResult<io.tradewatch.avro.Transfer> decodeWhole(byte @Nullable [] value)
            throws RegistryUnavailableException {
        return decodeWhole(value, new RecordHeaders());
    }
}
