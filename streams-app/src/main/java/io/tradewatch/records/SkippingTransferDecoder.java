package io.tradewatch.records;

import io.tradewatch.avro.Transfer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads transfers by a plan for each writer's schema. It is several times as fast as Avro's own projection; the same
 * tests verify that both return equal results. Avro's projection reads the schemas that have no plan.
 *
 * <p>Threading notes: not safe for use by several threads; one for each task.
 */
public final class SkippingTransferDecoder implements TransferDecoder {
    private final SchemaReader<Transfer> deciding;
    private final SchemaReader<Transfer> whole;

    /** Creates a decoder that fetches each writer's schema from a registry when a record first names it. */
    public SkippingTransferDecoder(RegistrySchemas schemas) {
        ScreeningProjection fields = new ScreeningProjection();
        this.deciding = new SchemaReader<>(schemas, Contracts.TRANSFER, writer -> reader(writer, fields));
        this.whole = new SchemaReader<>(
                schemas,
                Contracts.TRANSFER,
                writer -> PlannedReader.orElse(
                        writer,
                        Transfer.getClassSchema(),
                        Contracts.MODEL,
                        () -> new SpecificDatumReader<>(writer, Transfer.getClassSchema(), Contracts.MODEL)));
    }

    private static DatumReader<Transfer> reader(Schema writer, ScreeningProjection fields) {
        return PlannedReader.orElse(
                writer, fields.schema(), fields, () -> new GenericDatumReader<>(writer, fields.schema(), fields));
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
