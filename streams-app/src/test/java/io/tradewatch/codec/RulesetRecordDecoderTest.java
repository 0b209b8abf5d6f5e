package io.tradewatch.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.tradewatch.avro.Measure;
import io.tradewatch.avro.ReferenceTable;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.DefectFound;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** A bad record among the measures must never stop the application. */
class RulesetRecordDecoderTest {
    private static final int HEADER = 5;

    private final RegistrySchemas schemas = new RegistrySchemas(new MockSchemaRegistryClient(), "memory", () -> 0);
    private final RegistryEncoder<SpecificRecord> encoder =
            RegistryEncoder.law(schemas, "measures", Registration.AUTOMATIC);
    private final RulesetRecordDecoder decoder = new RulesetRecordDecoder(schemas);
    private final SchemaReader<SpecificRecord> avro = new SchemaReader<>(
            schemas,
            Contracts.LAW,
            writer -> new SpecificDatumReader<>(
                    writer,
                    Schema.createUnion(Measure.getClassSchema(), ReferenceTable.getClassSchema()),
                    Contracts.MODEL));

    /** What is found, and that anything is met with an answer. */
    @Property(tries = 20_000)
    void shouldReadAsAvroDoes(@ForAll long seed) throws RegistryUnavailableException {
        Random random = new Random(seed);
        byte[] value = encoder.encode(usable(new RandomRecords(seed), random));
        for (int flips = random.nextInt(4); flips > 0; flips--) {
            value[HEADER + random.nextInt(value.length - HEADER)] = (byte) random.nextInt(256);
        }

        requireReadAsAvroDoes(value);
    }

    @Property(tries = 2_000)
    void shouldReadAsAvroDoesWhereBytesEndEarlyOrGoOn(@ForAll long seed) throws RegistryUnavailableException {
        Random random = new Random(seed);
        byte[] value = encoder.encode(usable(new RandomRecords(seed), random));

        requireReadAsAvroDoes(Arrays.copyOf(value, HEADER + random.nextInt(2 * value.length)));
    }

    /** Measures alone, without what has a default, and backwards. */
    @Property(tries = 1_000)
    void shouldReadOtherWritersAsAvroDoes(@ForAll long seed) throws RegistryUnavailableException {
        Measure measure = new RandomRecords(seed).usableMeasure();
        List<Schema.Field> fields = OtherWriters.copies(Contracts.MEASURE.getFields());
        fields.removeIf(
                field -> field.name().equals("citationStatus") || field.name().equals("exceptions"));
        Collections.reverse(fields);
        Schema writer = OtherWriters.record(Contracts.MEASURE, fields);
        GenericRecord written = new GenericData.Record(writer);
        fields.forEach(field -> written.put(field.name(), measure.get(field.name())));
        byte[] value = new TransferBytes(schemas).written(writer, written);

        assertThat(ReadingPlan.of(writer, Measure.getClassSchema(), Contracts.MODEL))
                .isPresent();
        requireReadAsAvroDoes(value);
        assertThat(decoder.decode(value).found()).isPresent();
    }

    @Test
    void shouldSayWhyAMeasureCannotBeUsed() throws RegistryUnavailableException {
        Measure measure = new RandomRecords(1).usableMeasure();
        measure.setHsEdition("HS1988");

        requireDefect(encoder.encode(measure), Reason.UNUSABLE_LAW);
    }

    @Test
    void shouldSayWhyAValueCannotBeRead() throws RegistryUnavailableException {
        byte[] value = encoder.encode(new RandomRecords(1).usableMeasure());

        requireDefect(Arrays.copyOf(value, value.length - 1), Reason.UNDECODABLE);
        requireDefect(new byte[] {1}, Reason.UNDECODABLE);
        value[3] = 1;
        requireDefect(value, Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void shouldRefuseARecordOfAnotherTopic() throws RegistryUnavailableException {
        byte[] transfer = RegistryEncoder.transfers(schemas, "transfers", Registration.AUTOMATIC)
                .encode(new RandomRecords(1).transfer());

        requireDefect(transfer, Reason.UNDECODABLE);
    }

    private static SpecificRecord usable(RandomRecords records, Random random) {
        return random.nextBoolean() ? records.usableMeasure() : records.usableTable();
    }

    private void requireReadAsAvroDoes(byte[] value) throws RegistryUnavailableException {
        DecodeResult<RulesetRecord> expected = readByAvro(value);
        DecodeResult<RulesetRecord> found = decoder.decode(value);
        assertThat(found.found()).isEqualTo(expected.found());
        assertThat(found.problem().map(StructuralDefect::reason))
                .isEqualTo(expected.problem().map(StructuralDefect::reason));
    }

    private DecodeResult<RulesetRecord> readByAvro(byte[] value) throws RegistryUnavailableException {
        try {
            SpecificRecord read = avro.read(value, new RecordHeaders());
            return read instanceof Measure measure
                    ? MeasureMapping.toScreening(measure)
                    : MeasureMapping.toScreening((ReferenceTable) read);
        } catch (DefectFound e) {
            return e.outcome();
        }
    }

    private void requireDefect(byte[] value, Reason reason) throws RegistryUnavailableException {
        assertThat(decoder.decode(value).problem())
                .hasValueSatisfying(defect -> assertThat(defect.reason()).isEqualTo(reason));
    }
}
