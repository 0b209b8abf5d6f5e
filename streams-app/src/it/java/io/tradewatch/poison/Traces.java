package io.tradewatch.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tradewatch.kafka.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a {@code read_committed} consumer has seen of each record of transfers: its alerts, or its dead letter. One thread. */
final class Traces implements AutoCloseable {
    private final TopicNames topics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Map<Long, Trace>> byPlace = new HashMap<>();
    private final Set<String> changes = new HashSet<>();
    private final List<String> twice = new ArrayList<>();
    private final Map<String, Integer> reasons = new HashMap<>();
    private int longestDetail;
    private long bytes;

    /** What one record left. */
    private static final class Trace {
        private int alerts;
        private int deadLetters;
    }

    Traces(Map<String, Object> kafka, TopicNames topics) {
        this.topics = topics;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(Stream.of(topics.violations(), topics.deadLetters())
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
    }

    /** Reads what is there by now. */
    void read() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
            see(record);
        }
    }

    private void see(ConsumerRecord<byte[], byte[]> record) {
        bytes += Math.max(0, record.serializedValueSize());
        Trace trace = byPlace.computeIfAbsent(
                        new TopicPartition(
                                topics.transfers(), Integer.parseInt(header(record, "tradewatch-partition"))),
                        place -> new HashMap<>())
                .computeIfAbsent(Long.parseLong(header(record, "tradewatch-offset")), offset -> new Trace());
        if (record.topic().equals(topics.violations())) {
            trace.alerts++;
            if (!changes.add(header(record, "ce_id"))) {
                twice.add(header(record, "ce_id"));
            }
        } else {
            trace.deadLetters++;
            longestDetail =
                    Math.max(longestDetail, header(record, "tradewatch-detail").length());
            reasons.merge(header(record, "tradewatch-reason"), 1, Integer::sum);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new AssertionError("a record of " + record.topic() + " lacks the header " + name);
        }
        return new String(header.value(), UTF_8);
    }

    /** Whether a record of transfers left anything. */
    boolean has(TopicPartition partition, long offset) {
        return byPlace.getOrDefault(partition, Map.of()).containsKey(offset);
    }

    /** How many records of transfers left anything. */
    int places() {
        return byPlace.values().stream().mapToInt(Map::size).sum();
    }

    /** How many alerts a record of transfers left. */
    int alerts(TopicPartition partition, long offset) {
        return of(partition, offset).alerts;
    }

    /** How many dead letters a record of transfers left. */
    int deadLetters(TopicPartition partition, long offset) {
        return of(partition, offset).deadLetters;
    }

    private Trace of(TopicPartition partition, long offset) {
        return byPlace.getOrDefault(partition, Map.of()).getOrDefault(offset, new Trace());
    }

    /** What is wrong with what a record left; empty where it left alerts, or one dead letter. */
    String problem(TopicPartition partition, long offset) {
        Trace trace = of(partition, offset);
        boolean isRight = trace.alerts > 0 ? trace.deadLetters == 0 : trace.deadLetters == 1;
        return isRight ? "" : trace.alerts + " alerts and " + trace.deadLetters + " dead letters";
    }

    /** Changes of violations that were seen more than once. */
    List<String> twice() {
        return twice;
    }

    /** How many dead letters there are, by reason. */
    Map<String, Integer> reasons() {
        return reasons;
    }

    /** How long the longest detail of a dead letter is, in characters. */
    int longestDetail() {
        return longestDetail;
    }

    /** How large all values were together. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
