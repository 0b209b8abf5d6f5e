package io.tradewatch.codec;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.RegistrySchemas;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Reads transfers by Avro's own projection. It is simple, and faster decoders are tested against it.
 *
 * <p>Threading notes: not safe for use by several threads; one for each task.
 */
public final class ProjectingTransferDecoder extends AvroTransferDecoder {
    /** Creates a decoder that fetches each writer's schema from a registry when a record first names it. */
    public ProjectingTransferDecoder(RegistrySchemas schemas) {
        this(schemas, new ScreeningProjection());
    }

    private ProjectingTransferDecoder(RegistrySchemas schemas, ScreeningProjection fields) {
        super(schemas, writer -> deciding(writer, fields), ProjectingTransferDecoder::whole);
    }

    /** Avro's reader of the fields for screening. */
    static DatumReader<Transfer> deciding(Schema writer, ScreeningProjection fields) {
        return new GenericDatumReader<>(writer, fields.schema(), fields);
    }

    /** Avro's reader of the whole transfer. */
    static DatumReader<Transfer> whole(Schema writer) {
        return new SpecificDatumReader<>(writer, Transfer.getClassSchema(), Contracts.MODEL);
    }
}
