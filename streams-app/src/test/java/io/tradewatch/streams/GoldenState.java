package io.tradewatch.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.testutil.MockSchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * What a release left in a task's stores, with the schemas that are needed to read it and the transfers that led to it, as
 * a file of JSON lines: {@code {"schema": id, "subject", "text"}}, {@code {"transfer": key, "value"}} and {@code {"row":
 * store, "key", "value"}}, bytes in Base64.
 */
final class GoldenState {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, Integer> STORES =
            Map.of("violations-by-transfer", 0, "transfer-revisions", 1, "law-position", 2);

    private final List<String> schemas = new ArrayList<>();
    private final List<KeyValue<byte[], byte[]>> transfers = new ArrayList<>();
    private final List<TransactionalStore> stores =
            List.of(new TransactionalStore(), new TransactionalStore(), new TransactionalStore());

    /** Reads a file, and registers its schemas under their ids in a registry in memory, which must be empty. */
    static GoldenState read(Path file, String registry) {
        GoldenState state = new GoldenState();
        try {
            for (String line : Files.readAllLines(file)) {
                state.add(JSON.readTree(line), registry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return state;
    }

    private void add(JsonNode line, String registry) throws IOException {
        if (line.has("schema")) {
            register(line, registry);
        } else if (line.has("transfer")) {
            transfers.add(KeyValue.pair(bytes(line.get("transfer")), bytes(line.get("value"))));
        } else {
            stores.get(STORES.get(line.get("row").asText())).put(bytes(line.get("key")), bytes(line.get("value")));
        }
    }

    private static void register(JsonNode line, String registry) throws IOException {
        try {
            int id = MockSchemaRegistry.getClientForScope(registry)
                    .register(
                            line.get("subject").asText(),
                            new AvroSchema(line.get("text").asText()));
            if (id != line.get("schema").asInt()) {
                throw new IllegalStateException("schema " + line.get("schema") + " is registered as " + id);
            }
        } catch (io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException e) {
            throw new IOException(e);
        }
    }

    private static byte[] bytes(JsonNode text) {
        return Base64.getDecoder().decode(text.asText());
    }

    /** The transfers in the order in which they came in. */
    List<KeyValue<byte[], byte[]>> transfers() {
        return transfers;
    }

    /** The stores, as a task gets them. */
    ScreeningTask.Stores stores() {
        return new ScreeningTask.Stores(stores.get(0), stores.get(1), stores.get(2));
    }

    /** A schema that something was written with. */
    void addSchema(int id, String subject, String text) {
        schemas.add(line(Map.of("schema", id, "subject", subject, "text", text)));
    }

    /** A transfer that came in. */
    void addTransfer(byte[] key, byte[] value) {
        transfers.add(KeyValue.pair(key, value));
    }

    /** Writes the file that {@link #read} reads. */
    void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(schemas);
        transfers.forEach(transfer -> lines.add(
                line(new java.util.TreeMap<>(Map.of("transfer", text(transfer.key), "value", text(transfer.value))))));
        STORES.entrySet().stream().sorted(Map.Entry.comparingByValue()).forEach(store -> {
            try (KeyValueIterator<byte[], byte[]> rows =
                    stores.get(store.getValue()).all()) {
                rows.forEachRemaining(row -> lines.add(line(new java.util.TreeMap<>(
                        Map.of("row", store.getKey(), "key", text(row.key), "value", text(row.value))))));
            }
        });
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String line(Map<String, ?> content) {
        try {
            return JSON.writeValueAsString(new java.util.TreeMap<>(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
