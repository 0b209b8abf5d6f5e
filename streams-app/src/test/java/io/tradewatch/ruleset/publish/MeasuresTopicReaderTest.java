package io.tradewatch.ruleset.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.codec.MeasureMapping;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.model.Measure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What replay, impact, diff and publish make of the topic: the same as the application does. */
class MeasuresTopicReaderTest {
    private static final TopicPartition PARTITION = new TopicPartition("measures", 0);

    @Test
    void shouldLetNoEarlierRecordGoOnToCountWhereTheLaterOneCannotBeRead() throws Exception {
        try (RegistrySchemas schemas =
                        RegistrySchemas.connect(Map.of("schema.registry.url", "mock://" + UUID.randomUUID()));
                MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest")) {
            Measure ban = MeasureDraft.measure("BAN").build();
            byte[] good = RegistryEncoder.law(schemas, "measures", Registration.AUTOMATIC)
                    .encode(MeasureMapping.toAvro(ban));
            consumer.assign(List.of(PARTITION));
            consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
            consumer.updateEndOffsets(Map.of(PARTITION, 3L));
            byte[] key = "BAN@0".getBytes(StandardCharsets.UTF_8);
            consumer.addRecord(new ConsumerRecord<>("measures", 0, 0, key, good));
            consumer.addRecord(new ConsumerRecord<>("measures", 0, 1, key, new byte[] {1, 2, 3}));
            consumer.addRecord(new ConsumerRecord<>("measures", 0, 2, "GONE@0".getBytes(StandardCharsets.UTF_8), null));

            PublishedLaw published =
                    new MeasuresTopicReader(Map.of(), schemas, "measures").readToEnd(consumer, PARTITION);

            assertThat(published.record("BAN@0")).isEmpty();
            assertThat(published.unreadable()).containsOnlyKeys("BAN@0");
            assertThat(published.unreadable().get("BAN@0").offset()).isEqualTo(1);
            assertThat(published.ruleset(null).unusableMeasures()).containsExactly("BAN");
            assertThat(published.ruleset(null).position()).isEqualTo(3);
            assertThat(published.records()).noneMatch(RulesetRecord.Revision.class::isInstance);
        }
    }
}
