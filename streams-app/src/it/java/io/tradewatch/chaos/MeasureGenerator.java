package io.tradewatch.chaos;

import io.tradewatch.codec.MeasureMapping;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.generators.SmallTables;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.MeasureStatus;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.streams.promises.ProducedLaw;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Changes the law: measures come, change, are revoked, and are taken back as published in error. Used by one thread at a
 * time.
 */
final class MeasureGenerator implements AutoCloseable {
    private static final List<String> HEADINGS = List.of("84", "8501", "86", "8703", "88", "89", "9001", "93");
    private static final int MEASURES = 6;
    private static final int REVISIONS = 4;

    private final Random random;
    private final String topic;
    private final Function<SpecificRecord, byte[]> encoder;
    private final KafkaProducer<byte[], byte[]> producer;
    private final List<ProducedLaw> published = new ArrayList<>();

    MeasureGenerator(Map<String, Object> kafka, String topic, long seed, Function<SpecificRecord, byte[]> encoder) {
        this.random = new Random(seed);
        this.topic = topic;
        this.encoder = encoder;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("acks", "all");
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Publishes what is never taken back: without it nothing is screened. */
    void found() throws ExecutionException, InterruptedException {
        RulesetRecord.Table countries = new RulesetRecord.Table(
                new ReferenceTable(
                        ReferenceTable.COUNTRIES,
                        List.of("code", "canonical"),
                        List.of(
                                List.of("RU", "RU"),
                                List.of("KP", "KP"),
                                List.of("JP", "JP"),
                                List.of("CN", "CN"),
                                List.of("DE", "DE"))),
                1,
                Instant.EPOCH);
        publish(countries, MeasureMapping.toAvro(countries));
        for (ReferenceTable other : SmallTables.besideCountries()) {
            RulesetRecord.Table table = new RulesetRecord.Table(other, 1, Instant.EPOCH);
            publish(table, MeasureMapping.toAvro(table));
        }
        publish(ban("ALWAYS", 0, "9302", MeasureStatus.ACTIVE));
        publish(ban("ALWAYS-ALONE", 0, "9701", MeasureStatus.ACTIVE));
        for (int number = 0; number < MEASURES; number++) {
            publish(ban("M" + number, 0, HEADINGS.get(number), MeasureStatus.ACTIVE));
        }
    }

    /** Makes one change. */
    void change() throws ExecutionException, InterruptedException {
        String id = "M" + random.nextInt(MEASURES);
        int revision = random.nextInt(REVISIONS);
        int kind = random.nextInt(10);
        if (kind < 2) {
            String key = id + "@" + revision;
            send(key, null);
            published.add(ProducedLaw.tombstone(key));
        } else {
            publish(ban(
                    id,
                    revision,
                    HEADINGS.get(random.nextInt(HEADINGS.size())),
                    kind < 4 ? MeasureStatus.REVOKED : MeasureStatus.ACTIVE));
        }
    }

    private static Measure ban(String id, int revision, String prefix, MeasureStatus status) {
        MeasureDraft draft = MeasureDraft.measure(id).goods(prefix).revision(revision, "2000-01-01T00:00:00Z");
        return (status == MeasureStatus.REVOKED ? draft.revoked() : draft).build();
    }

    private void publish(Measure measure) throws ExecutionException, InterruptedException {
        RulesetRecord.Revision record = new RulesetRecord.Revision(measure);
        publish(record, MeasureMapping.toAvro(measure));
    }

    private void publish(RulesetRecord record, SpecificRecord avro) throws ExecutionException, InterruptedException {
        send(record.key(), encoder.apply(avro));
        published.add(ProducedLaw.of(record));
    }

    private void send(String key, byte @Nullable [] value) throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                .get();
    }

    /** Everything that was published, in order. */
    List<ProducedLaw> published() {
        return List.copyOf(published);
    }

    @Override
    public void close() {
        producer.close();
    }
}
