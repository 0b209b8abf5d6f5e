package io.tradewatch.codec.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.tradewatch.avro.Measure;
import io.tradewatch.avro.ReferenceTable;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.codec.MeasureMapping;
import io.tradewatch.codec.ProjectingTransferDecoder;
import io.tradewatch.codec.RandomRecords;
import io.tradewatch.codec.RulesetRecordDecoder;
import io.tradewatch.codec.ViolationDecoder;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** Confluent's own serializers are the other end of every topic: what one writes the other must read. */
class WireFormatTest {
    private static final String URL = "mock://wire-format";
    private static final RegistrySchemas SCHEMAS = RegistrySchemas.connect(Map.of("schema.registry.url", URL));
    private static final RegistryEncoder<Transfer> TRANSFERS =
            RegistryEncoder.transfers(SCHEMAS, "transfers", Registration.AUTOMATIC);
    private static final RegistryEncoder<SpecificRecord> LAW =
            RegistryEncoder.law(SCHEMAS, "measures", Registration.AUTOMATIC);
    private static final RegistryEncoder<Violation> VIOLATIONS =
            RegistryEncoder.violations(SCHEMAS, "violations", Registration.AUTOMATIC);

    @Property(tries = 200)
    void confluentShouldReadTheTransfersThatWeWrite(@ForAll long seed) throws RegistryUnavailableException {
        Transfer transfer = new RandomRecords(seed).transfer();

        assertThat(confluentReads("transfers", TRANSFERS.encode(transfer))).isEqualTo(AvroJson.write(transfer));
    }

    @Property(tries = 200)
    void weShouldReadTheTransfersThatConfluentWrites(@ForAll long seed) throws RegistryUnavailableException {
        Transfer transfer = new RandomRecords(seed).transfer();

        byte[] written = confluentWrites("foreign-transfers", transfer);

        assertThat(new ProjectingTransferDecoder(SCHEMAS).decodeWhole(written)).isEqualTo(DecodeResult.of(transfer));
    }

    @Property(tries = 200)
    void confluentShouldReadTheViolationsThatWeWrite(@ForAll long seed) throws RegistryUnavailableException {
        Violation violation = new RandomRecords(seed).violation();

        assertThat(confluentReads("violations", VIOLATIONS.encode(violation))).isEqualTo(AvroJson.write(violation));
    }

    @Property(tries = 200)
    void weShouldReadTheViolationsThatConfluentWrites(@ForAll long seed) throws RegistryUnavailableException {
        Violation violation = new RandomRecords(seed).violation();

        byte[] written = confluentWrites("foreign-violations", violation);

        assertThat(new ViolationDecoder(SCHEMAS).decode(written)).isEqualTo(DecodeResult.of(violation));
    }

    @Property(tries = 200)
    void confluentShouldReadBothKindsOfLawThatWeWrite(@ForAll long seed) throws RegistryUnavailableException {
        RandomRecords random = new RandomRecords(seed);
        SpecificRecord measure = random.measure();
        SpecificRecord table = random.referenceTable();

        assertThat(confluentReads("measures", LAW.encode(measure))).isEqualTo(AvroJson.write(measure));
        assertThat(confluentReads("measures", LAW.encode(table))).isEqualTo(AvroJson.write(table));
    }

    @Property(tries = 200)
    void weShouldReadBothKindsOfLawThatConfluentWrites(@ForAll long seed) throws RegistryUnavailableException {
        LAW.prepare();
        RandomRecords random = new RandomRecords(seed);
        Measure measure = random.usableMeasure();
        ReferenceTable table = random.usableTable();
        RulesetRecordDecoder decoder = new RulesetRecordDecoder(SCHEMAS);

        assertThat(decoder.decode(confluentWrites("measures", measure)))
                .isEqualTo(MeasureMapping.toScreening(measure))
                .isInstanceOf(DecodeResult.Decoded.class);
        assertThat(decoder.decode(confluentWrites("measures", table)))
                .isEqualTo(MeasureMapping.toScreening(table))
                .isInstanceOf(DecodeResult.Decoded.class);
    }

    @Test
    void shouldWriteTheSameBytesForTheSameRecord() throws RegistryUnavailableException {
        byte[] once = TRANSFERS.encode(new RandomRecords(7).transfer());
        TRANSFERS.encode(new RandomRecords(8).transfer());

        assertThat(TRANSFERS.encode(new RandomRecords(7).transfer())).isEqualTo(once);
    }

    @Test
    void shouldRegisterTheContractsTextWithoutMarksOfJava() throws RegistryUnavailableException {
        int id = TRANSFERS.prepare();

        assertThat(SCHEMAS.byId(id).orElseThrow().toString())
                .isEqualTo(Contracts.TRANSFER.toString())
                .contains("Reality is patchy")
                .doesNotContain("avro.java.string");
    }

    /** As text, since the lists that Confluent's reader makes cannot be compared. */
    private static String confluentReads(String topic, byte[] value) {
        try (KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer()) {
            deserializer.configure(Map.of("schema.registry.url", URL, "specific.avro.reader", "true"), false);
            return AvroJson.write((SpecificRecord) deserializer.deserialize(topic, value));
        }
    }

    private static byte[] confluentWrites(String topic, SpecificRecord value) {
        boolean union = topic.equals("measures");
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer()) {
            serializer.configure(
                    Map.of(
                            "schema.registry.url",
                            URL,
                            "auto.register.schemas",
                            String.valueOf(!union),
                            "use.latest.version",
                            String.valueOf(union),
                            "avro.remove.java.properties",
                            "true"),
                    false);
            return serializer.serialize(topic, value);
        }
    }
}
