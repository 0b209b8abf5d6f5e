package io.tradewatch.records;

import io.tradewatch.avro.Measure;
import io.tradewatch.avro.ReferenceTable;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Reads the topic of measures. What those that one decoder reads have in common, they share.
 *
 * <p>Threading notes: not safe for use by several threads.
 */
public final class RulesetRecordDecoder {
    private static final Schema CLASSES = Schema.createUnion(Measure.getClassSchema(), ReferenceTable.getClassSchema());

    private final SchemaReader<SpecificRecord> reader;
    private final Interner shared = new Interner();

    /** Learns writers' schemas from a registry as it meets them. */
    public RulesetRecordDecoder(RegistrySchemas schemas) {
        this.reader = new SchemaReader<>(schemas, Contracts.LAW, RulesetRecordDecoder::reader);
    }

    /** By a plan, as a start reads all of the law at once, in a JVM that is still cold. */
    private static DatumReader<SpecificRecord> reader(Schema writer) {
        return PlannedReader.orElse(
                writer, CLASSES, Contracts.MODEL, () -> new SpecificDatumReader<>(writer, CLASSES, Contracts.MODEL));
    }

    /**
     * One record of the law.
     *
     * @param value a record's value as it stands in the topic; a tombstone (null) is for the caller to understand
     * @param headers the record's headers, which may name the value's schema
     * @return the record, or the defect for which it cannot be used, UNUSABLE_LAW among them
     * @throws RegistryUnavailableException when the value's schema is not known here yet and the registry does not tell
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

    /** What {@link #decode(byte[], Headers)} gives for a value that needs no headers. */
    public DecodeResult<RulesetRecord> decode(byte @Nullable [] value) throws RegistryUnavailableException {
        return decode(value, new RecordHeaders());
    }
}
