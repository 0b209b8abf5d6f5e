import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints some fields of alerts, one a line, decoded by Confluent's deserializer: java -cp … ReadAlerts.java [COUNT]. */
public final class ReadAlerts {
    public static void main(String[] arguments) {
        int count = arguments.length == 0 ? Integer.MAX_VALUE : Integer.parseInt(arguments[0]);
        Properties properties = new Properties();
        properties.put("bootstrap.servers", setting("BOOTSTRAP_SERVERS", "127.0.0.1:9092"));
        properties.put("schema.registry.url", setting("SCHEMA_REGISTRY_URL", "http://127.0.0.1:8081"));
        properties.put("group.id", setting("GROUP_ID", "alerts-reader-" + ProcessHandle.current().pid()));
        properties.put("auto.offset.reset", "earliest");
        // Java's client also reads what was never committed, unless it is told not to.
        properties.put("isolation.level", "read_committed");
        properties.put("key.deserializer", StringDeserializer.class);
        properties.put("value.deserializer", KafkaAvroDeserializer.class);

        Map<String, Integer> seen = new HashMap<>();
        try (KafkaConsumer<String, GenericRecord> consumer = new KafkaConsumer<>(properties)) {
            consumer.subscribe(List.of(setting("TOPIC", "violations")));
            while (count > 0) {
                for (ConsumerRecord<String, GenericRecord> record : consumer.poll(Duration.ofSeconds(1))) {
                    int sequence = (Integer) record.value().get("sequence");
                    // A state is told with a sequence that grows: what is no newer than what was seen says nothing new.
                    if (count > 0 && sequence > seen.getOrDefault(record.key(), -1)) {
                        seen.put(record.key(), sequence);
                        System.out.println(line(record.value()));
                        count--;
                    }
                }
            }
        }
    }

    private static String line(GenericRecord alert) {
        return Stream.of("violationId", "sequence", "status", "transferId", "instrument", "provision")
                .map(field -> String.valueOf(alert.get(field)))
                .collect(Collectors.joining("\t"));
    }

    private static String setting(String variable, String otherwise) {
        return Optional.ofNullable(System.getenv(variable)).orElse(otherwise);
    }
}
