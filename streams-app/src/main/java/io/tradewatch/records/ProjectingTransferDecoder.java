package io.tradewatch.records;

import io.tradewatch.avro.Transfer;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads transfers by Avro's own projection. It is simple, and faster decoders are tested against it.
 *
 * <p>Threading notes: not safe for use by several threads; one for each task.
 */
public final class ProjectingTransferDecoder implements TransferDecoder {
    private final SchemaReader<Transfer> deciding;
    private final SchemaReader<Transfer> whole;

    /** Creates a decoder that fetches each writer's schema from a registry when a record first names it. */
    public ProjectingTransferDecoder(RegistrySchemas schemas) {
        ScreeningProjection fields = new ScreeningProjection();
        this.deciding = new SchemaReader<>(
                schemas, Contracts.TRANSFER, writer -> new GenericDatumReader<>(writer, fields.schema(), fields));
        this.whole = new SchemaReader<>(
                schemas,
                Contracts.TRANSFER,
                writer -> new SpecificDatumReader<>(writer, Transfer.getClassSchema(), Contracts.MODEL));
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
