package io.tradewatch.codec.registry;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;

/**
 * Schemas that a record names by a GUID. Each gets an internal id below 0, which is good within this process only: the
 * registry has no request that maps a GUID to its own id.
 *
 * <p>Threading notes: safe for use by several threads. A call blocks for as long as the client's time-outs allow.
 */
final class GuidSchemas {
    private static final int NOT_FOUND = 404;

    private final SchemaRegistryClient client;
    private final SchemaGuids guids;
    private final RegistryAnswers answers;
    private final Map<Integer, Schema> known;
    private final Map<UUID, Integer> ids = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Absences<UUID> absent;

    /**
     * @param known gets the schema of each internal id before any thread can see the id
     * @param nanoTime the clock, in nanoseconds, that says when an absent schema is asked for again
     */
    GuidSchemas(
            SchemaRegistryClient client,
            SchemaGuids guids,
            RegistryAnswers answers,
            Map<Integer, Schema> known,
            LongSupplier nanoTime) {
        this.client = client;
        this.guids = guids;
        this.answers = answers;
        this.known = known;
        this.absent = new Absences<>(nanoTime);
    }

    /** The internal id if the schema is cached; otherwise 0, which is no schema's id. */
    int knownId(UUID guid) {
        return ids.getOrDefault(guid, 0);
    }

    /**
     * The internal id of a schema.
     *
     * @return the id, or the defect UNKNOWN_SCHEMA
     * @throws RegistryUnavailableException when the registry gives no answer that settles it
     */
    DecodeResult<Integer> idOf(UUID guid) throws RegistryUnavailableException {
        Integer id = ids.get(guid);
        if (id != null) {
            return DecodeResult.of(id);
        }
        Optional<String> absence = absent.detail(guid);
        return absence.isPresent() ? unknown(absence.get()) : fetch(guid);
    }

    private DecodeResult<Integer> fetch(UUID guid) throws RegistryUnavailableException {
        try {
            SchemaString found = guids.schemaOf(guid);
            Object raw = client.parseSchema(found.getSchemaType(), found.getSchemaString(), found.getReferences())
                    .map(ParsedSchema::rawSchema)
                    .orElse(null);
            if (!(raw instanceof Schema schema)) {
                return remember(guid, "which the registry has, and which cannot be read as Avro");
            }
            Optional<String> tooLarge = SchemaSize.problem(schema);
            if (tooLarge.isPresent()) {
                return remember(guid, "of a schema that " + tooLarge.get());
            }
            return DecodeResult.of(ids.computeIfAbsent(guid, added -> {
                int id = lastId.decrementAndGet();
                known.put(id, schema);
                return id;
            }));
        } catch (RestClientException e) {
            if (e.getStatus() == NOT_FOUND || RegistryAnswers.settles(e)) {
                return remember(guid, "which the registry does not know, or cannot look up");
            }
            throw answers.unavailable(e);
        } catch (IOException | RuntimeException e) {
            throw answers.unavailable(e);
        }
    }

    private DecodeResult<Integer> remember(UUID guid, String why) {
        String detail = WireFormat.unknownGuid(guid, why);
        absent.add(guid, detail);
        return unknown(detail);
    }

    private static DecodeResult<Integer> unknown(String detail) {
        return DecodeResult.defect(StructuralDefect.Reason.UNKNOWN_SCHEMA, detail);
    }
}
