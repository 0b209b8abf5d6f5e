package io.tradewatch.codec;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.RegistrySchemas;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;

/**
 * Reads transfers by a plan for each writer's schema. It is several times as fast as Avro's own projection; the same
 * tests verify that both return equal results. Avro's projection reads the schemas that have no plan.
 *
 * <p>Threading notes: not safe for use by several threads; one for each task.
 */
public final class SkippingTransferDecoder extends AvroTransferDecoder {
    /** Creates a decoder that fetches each writer's schema from a registry when a record first names it. */
    public SkippingTransferDecoder(RegistrySchemas schemas) {
        this(schemas, new ScreeningProjection());
    }

    private SkippingTransferDecoder(RegistrySchemas schemas, ScreeningProjection fields) {
        super(schemas, writer -> deciding(writer, fields), SkippingTransferDecoder::whole);
    }

    private static DatumReader<Transfer> deciding(Schema writer, ScreeningProjection fields) {
        return PlannedReader.orElse(
                writer, fields.schema(), fields, () -> ProjectingTransferDecoder.deciding(writer, fields));
    }

    private static DatumReader<Transfer> whole(Schema writer) {
        return PlannedReader.orElse(
                writer, Transfer.getClassSchema(), Contracts.MODEL, () -> ProjectingTransferDecoder.whole(writer));
    }
}
