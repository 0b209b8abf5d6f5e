package io.tradewatch.codec;

import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Reads transfers from their topic. Both methods detect the same defects, so no transfer is screened unless it can be
 * read in full.
 *
 * <p>Threading notes: not safe for use by several threads; one for each task.
 */
public interface TransferDecoder {
    /**
     * Reads only the fields for screening. Names, descriptions and marks are null: only findings need them.
     *
     * @param value a record's value, unchanged from the topic
     * @param headers the record's headers, which may name the value's schema
     * @throws RegistryUnavailableException when the value's schema is not cached and the registry does not return
     *     it
     */
    DecodeResult<io.tradewatch.engine.model.Transfer> decodeDeciding(byte @Nullable [] value, Headers headers)
            throws RegistryUnavailableException;

    /**
     * Reads the whole transfer, as the contract's type and as the engine's type, for transfers with findings.
     *
     * @param value a record's value, unchanged from the topic
     * @param headers the record's headers, which may name the value's schema
     * @throws RegistryUnavailableException when the value's schema is not cached and the registry does not return
     *     it
     */
    DecodeResult<WholeTransfer> decode(byte @Nullable [] value, Headers headers) throws RegistryUnavailableException;

    /**
     * The whole transfer.
     *
     * @param value a record's value, unchanged from the topic
     * @param headers the record's headers, which may name the value's schema
     * @throws RegistryUnavailableException when the value's schema is not cached and the registry does not return
     *     it
     */
    default DecodeResult<io.tradewatch.avro.Transfer> decodeWhole(byte @Nullable [] value, Headers headers)
            throws RegistryUnavailableException {
        DecodeResult<WholeTransfer> whole = decode(value, headers);
        return whole instanceof DecodeResult.Defective<WholeTransfer> defective
                ? new DecodeResult.Defective<>(defective.defect())
                : DecodeResult.of(whole.orElseThrow().record());
    }

    /** Reads the fields for screening from a value that needs no headers. */
    default DecodeResult<io.tradewatch.engine.model.Transfer> decodeDeciding(byte @Nullable [] value)
            throws RegistryUnavailableException {
        return decodeDeciding(value, new RecordHeaders());
    }

    /** Reads the whole transfer from a value that needs no headers. */
    default DecodeResult<io.tradewatch.avro.Transfer> decodeWhole(byte @Nullable [] value)
            throws RegistryUnavailableException {
        return decodeWhole(value, new RecordHeaders());
    }
}
