package io.tradewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.cli.Connections;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.cli.run.ConfiguredApplication;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.codec.DeadLetters;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.ruleset.files.Lint;
import io.tradewatch.screening.ScreeningMeters;
import io.tradewatch.streams.ScreeningApplication;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Records that no good producer writes, on a real broker: each becomes a dead letter, and the stream goes on. */
class RawPoisonIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LIMOUSINE = "{\"transferId\": \"%s\", \"occurredAt\": \"2024-02-18T00:00:00Z\","
            + " \"countryOfDispatch\": \"RU\", \"countryOfDestination\": \"KP\","
            + " \"goodsItems\": [{\"itemNumber\": 1, \"commodityCode\": \"870340\"}]}";

    @SuppressWarnings("ArrayRecordComponent") // Compared as text.
    private record Poison(Reason reason, byte @Nullable [] key, byte @Nullable [] value) {
        String asDeadLetter() {
            return reason + " " + hex(key) + " " + hex(value);
        }
    }

    @Test
    void shouldKeepEveryBrokenRecordAsItWasAndScreenWhatComesAfterIt() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(Optional.empty(), new Ports(0, 0, 0));
                RegistrySchemas schemas =
                        RegistrySchemas.connect(cluster.configuration().registry())) {
            cluster.publish(Lint.check(Path.of(RandomTransferLines.MEASURES), Path.of(RandomTransferLines.REFERENCE)));
            Configuration configuration = cluster.configuration();
            RegistryEncoder<Transfer> encoder =
                    RegistryEncoder.transfers(schemas, configuration.topics().transfers(), Registration.AUTOMATIC);
            List<Poison> poison = poison(encoder);

            publish(configuration, encoder, poison);
            screen(configuration);

            List<ConsumerRecord<byte[], byte[]>> dead =
                    read(configuration, configuration.topics().deadLetters());
            assertThat(dead)
                    .extracting(record ->
                            header(record, DeadLetters.REASON) + " " + hex(record.key()) + " " + hex(record.value()))
                    .containsExactlyInAnyOrderElementsOf(
                            poison.stream().map(Poison::asDeadLetter).toList());
            assertThat(dead).allSatisfy(record -> {
                assertThat(header(record, DeadLetters.TOPIC))
                        .isEqualTo(configuration.topics().transfers());
                assertThat(header(record, DeadLetters.OFFSET)).containsOnlyDigits();
                assertThat(header(record, DeadLetters.DETAIL)).isNotBlank();
            });
            // A limousine after each broken record breaks two measures.
            assertThat(read(configuration, configuration.topics().violations())).hasSize(2 * poison.size());
        }
    }

    private static List<Poison> poison(RegistryEncoder<Transfer> encoder) throws RegistryUnavailableException {
        byte[] good = encoder.encode(limousine("good"));
        byte[] key = key("good");
        List<Poison> poison = new ArrayList<>();
        poison.add(new Poison(Reason.NULL_VALUE, key, null));
        poison.add(new Poison(Reason.UNDECODABLE, key, new byte[0]));
        poison.add(new Poison(Reason.UNDECODABLE, key, "{}".getBytes(StandardCharsets.UTF_8)));
        poison.add(new Poison(Reason.UNDECODABLE, key, Arrays.copyOf(good, good.length / 2)));
        poison.add(new Poison(Reason.UNDECODABLE, key, Arrays.copyOf(good, good.length + 1)));
        poison.add(new Poison(Reason.UNKNOWN_SCHEMA, key, withSchemaId(good, 4_711)));
        poison.add(new Poison(Reason.UNKNOWN_SCHEMA, key, withSchemaId(good, -1)));
        poison.add(new Poison(Reason.KEY_MISMATCH, key("another"), good));
        poison.add(new Poison(Reason.KEY_MISMATCH, null, good));
        for (Map.Entry<Reason, String> broken : BrokenLines.carried().entrySet()) {
            poison.add(new Poison(broken.getKey(), key("broken"), encoder.encode(transfer(broken.getValue()))));
        }
        return poison;
    }

    private static void publish(Configuration configuration, RegistryEncoder<Transfer> encoder, List<Poison> poison)
            throws Exception {
        String topic = configuration.topics().transfers();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(configuration.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < poison.size(); i++) {
                String id = "limousine-" + i;
                producer.send(new ProducerRecord<>(
                                topic, 0, poison.get(i).key(), poison.get(i).value()))
                        .get();
                producer.send(new ProducerRecord<>(topic, 0, key(id), encoder.encode(limousine(id))))
                        .get();
            }
        }
    }

    private static void screen(Configuration configuration) throws Exception {
        ScreeningApplication application = ConfiguredApplication.start(configuration, ScreeningMeters.unread());
        try (Admin admin = Connections.kafka(configuration)) {
            new Completion(
                            admin,
                            configuration.get(Keys.APPLICATION_ID),
                            configuration.topics().transfers(),
                            application)
                    .await(1, PATIENCE);
            assertThat(application.lastFailure()).isEmpty();
        } finally {
            application.leave();
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(Configuration configuration, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (OutcomeReader reader = new OutcomeReader(configuration.kafka(), List.of(topic))) {
            reader.readToEnd(records::add, PATIENCE);
        }
        return records;
    }

    private static Transfer limousine(String id) {
        return transfer(LIMOUSINE.formatted(id));
    }

    private static Transfer transfer(String json) {
        return AvroJson.read(json, Transfer.class).orElseThrow();
    }

    private static byte[] withSchemaId(byte[] value, int id) {
        return ByteBuffer.wrap(value.clone()).putInt(1, id).array();
    }

    private static byte[] key(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static String hex(byte @Nullable [] bytes) {
        return bytes == null ? "absent" : "'" + HexFormat.of().formatHex(bytes) + "'";
    }
}
