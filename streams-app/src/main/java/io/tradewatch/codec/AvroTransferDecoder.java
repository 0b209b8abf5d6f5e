package io.tradewatch.codec;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.DefectFound;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads transfers with two readers for each writer's schema: one for the fields for screening, one for the whole transfer.
 * Subclasses choose the readers.
 *
 * <p>Threading notes: not safe for use by several threads; one for each task.
 */
abstract class AvroTransferDecoder implements TransferDecoder {
    private final SchemaReader<Transfer> deciding;
    private final SchemaReader<Transfer> whole;

    /**
     * Creates a decoder that fetches each writer's schema from a registry when a record first names it.
     *
     * @param deciding makes the reader of the fields for screening, by the writer's schema
     * @param whole makes the reader of the whole transfer, by the writer's schema
     */
    AvroTransferDecoder(
            RegistrySchemas schemas,
            Function<Schema, DatumReader<Transfer>> deciding,
            Function<Schema, DatumReader<Transfer>> whole) {
        this.deciding = new SchemaReader<>(schemas, Contracts.TRANSFER, deciding);
        this.whole = new SchemaReader<>(schemas, Contracts.TRANSFER, whole);
    }

    @Override
    public DecodeResult<io.tradewatch.engine.model.Transfer> decodeDeciding(byte @Nullable [] value, Headers headers)
            throws RegistryUnavailableException {
        try {
            return TransferMapping.toScreening(deciding.read(value, headers));
        } catch (DefectFound e) {
            return e.outcome();
        }
    }

    @Override
    public DecodeResult<WholeTransfer> decode(byte @Nullable [] value, Headers headers)
            throws RegistryUnavailableException {
        try {
            return WholeTransfer.of(whole.read(value, headers));
        } catch (DefectFound e) {
            return e.outcome();
        }
    }
}
