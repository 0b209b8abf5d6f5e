package io.tradewatch.codec;

import io.tradewatch.avro.Measure;
import io.tradewatch.avro.ReferenceTable;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.DefectFound;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of the measures topic. Measures from one decoder share their equal parts.
 *
 * <p>Threading notes: not safe for use by several threads.
 */
public final class RulesetRecordDecoder {
    private static final Schema CLASSES = Schema.createUnion(Measure.getClassSchema(), ReferenceTable.getClassSchema());

    private final SchemaReader<SpecificRecord> reader;
    private final Interner shared = new Interner();

    /** Creates a decoder that fetches each writer's schema from a registry when a record first names it. */
    public RulesetRecordDecoder(RegistrySchemas schemas) {
        this.reader = new SchemaReader<>(schemas, Contracts.LAW, RulesetRecordDecoder::reader);
    }

    /** Uses a plan, because the application reads the whole topic at its start, when the JVM is not warmed up. */
    private static DatumReader<SpecificRecord> reader(Schema writer) {
        return PlannedReader.orElse(
                writer, CLASSES, Contracts.MODEL, () -> new SpecificDatumReader<>(writer, CLASSES, Contracts.MODEL));
    }

    /**
     * Reads one record of the measures topic.
     *
     * @param value the record's value; the caller must handle tombstones (null)
     * @param headers the record's headers, which may name the value's schema
     * @return the record, or the defect that makes it unusable, such as UNUSABLE_LAW
     * @throws RegistryUnavailableException when the value's schema is not cached and the registry does not return it
     */
    public DecodeResult<RulesetRecord> decode(byte @Nullable [] value, Headers headers)
            throws RegistryUnavailableException {
        try {
            SpecificRecord read = reader.read(value, headers);
            return read instanceof Measure measure
                    ? MeasureMapping.toScreening(measure, shared)
                    : MeasureMapping.toScreening((ReferenceTable) read);
        } catch (DefectFound e) {
            return e.outcome();
        }
    }

    /** Does the same as {@link #decode(byte[], Headers)} for a value that needs no headers. */
    public DecodeResult<RulesetRecord> decode(byte @Nullable [] value) throws RegistryUnavailableException {
        return decode(value, new RecordHeaders());
    }
}
