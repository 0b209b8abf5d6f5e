package io.tradewatch.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.tradewatch.avro.Measure;
import io.tradewatch.records.StructuralDefect.Reason;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** A bad record among the measures must never stop the application. */
class LawDecoderTest {
    private final RegistrySchemas schemas = new RegistrySchemas(new MockSchemaRegistryClient(), "memory", () -> 0);
    private final RegistryEncoder<SpecificRecord> encoder =
            RegistryEncoder.law(schemas, "measures", Registration.AUTOMATIC);
    private final LawDecoder decoder = new LawDecoder(schemas);

    @Property(tries = 2_000)
    void shouldMeetAnythingWithAnAnswer(@ForAll long seed) throws RegistryUnavailableException {
        Random random = new Random(seed);
        RandomRecords records = new RandomRecords(seed);
        byte[] value = encoder.encode(random.nextBoolean() ? records.usableMeasure() : records.usableTable());
        for (int flips = random.nextInt(4); flips > 0; flips--) {
            value[5 + random.nextInt(value.length - 5)] = (byte) random.nextInt(256);
        }

        assertThat(decoder.decode(value)).isNotNull();
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

    private void requireDefect(byte[] value, Reason reason) throws RegistryUnavailableException {
        assertThat(decoder.decode(value).problem())
                .hasValueSatisfying(defect -> assertThat(defect.reason()).isEqualTo(reason));
    }
}
