package io.tradewatch.chaos;

import io.tradewatch.codec.ViolationDecoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.kafka.TopicNames;
import io.tradewatch.streams.promises.ObservedAlert;
import io.tradewatch.streams.promises.ObservedDeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a {@code read_committed} consumer has seen of the alerts and the dead letters. Used by one thread. */
final class ChaosAssertions implements AutoCloseable {
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);

    private final TopicNames topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ViolationDecoder decoder;
    private final List<ObservedAlert> alerts = new ArrayList<>();
    private final List<ObservedDeadLetter> deadLetters = new ArrayList<>();

    ChaosAssertions(Map<String, Object> kafka, TopicNames topics, RegistrySchemas schemas) {
        this.topics = topics;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.decoder = new ViolationDecoder(schemas);
        consumer.assign(Stream.of(topics.violations(), topics.deadLetters())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    /** Reads on until nothing has come for a while, or the longest look is over. */
    void readUntilQuiet(Duration quiet) throws Exception {
        long began = System.nanoTime();
        long since = began;
        while (System.nanoTime() - since < quiet.toNanos() && since - began < LONGEST_LOOK.toNanos()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                see(record);
                since = System.nanoTime();
            }
        }
    }

    private void see(ConsumerRecord<byte[], byte[]> record) throws Exception {
        if (record.topic().equals(topics.violations())) {
            alerts.add(new ObservedAlert(
                    record.partition(),
                    record.key(),
                    record.value(),
                    record.headers(),
                    decoder.decode(record.value()).orElseThrow()));
        } else {
            deadLetters.add(new ObservedDeadLetter(record.key(), record.value(), record.headers()));
        }
    }

    List<ObservedAlert> alerts() {
        return alerts;
    }

    List<ObservedDeadLetter> deadLetters() {
        return deadLetters;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
