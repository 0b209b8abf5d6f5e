package io.tradewatch.confluent;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;

/** The repackaged client is whole: what is missing from it would only show when a class is first needed. */
final class ConfluentClientTest {
    private static final String REGISTRY = "mock://confluent-client-test";
    private static final Schema COAL = SchemaBuilder.record("Coal")
            .namespace("io.tradewatch.confluent")
            .fields()
            .requiredString("commodityCode")
            .optionalLong("netMassKg")
            .endRecord();
    private static final GenericRecord SHIPMENT = new GenericRecordBuilder(COAL)
            .set("commodityCode", "270112")
            .set("netMassKg", 26_500_000L)
            .build();

    @Test
    void shouldServeARegisteredSchemaById() throws Exception {
        try (var registry = SchemaRegistryClientFactory.newClient(
                List.of(REGISTRY), 10, List.of(new AvroSchemaProvider()), Map.of(), Map.of())) {
            int id = registry.register("coal-value", new AvroSchema(COAL));

            assertThat(registry.getSchemaById(id).canonicalString()).isEqualTo(new AvroSchema(COAL).canonicalString());
            assertThat(registry.getLatestSchemaMetadata("coal-value").getId()).isEqualTo(id);
        }
    }

    @Test
    void shouldReadBackWhatItWrote() {
        Map<String, Object> settings = Map.of("schema.registry.url", REGISTRY);
        try (var serializer = new KafkaAvroSerializer();
                var deserializer = new KafkaAvroDeserializer()) {
            serializer.configure(settings, false);
            deserializer.configure(settings, false);

            byte[] written = serializer.serialize("shipments", SHIPMENT);

            assertThat(ByteBuffer.wrap(written).get()).as("magic byte").isZero();
            GenericRecord read = (GenericRecord) deserializer.deserialize("shipments", written);
            assertThat(GenericData.get().compare(read, SHIPMENT, COAL)).isZero();
        }
    }
}
