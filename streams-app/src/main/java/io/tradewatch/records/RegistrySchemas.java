package io.tradewatch.records;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The schema registry, with one question answered that its client leaves open: does a failure settle anything? Only the
 * registry's own word that it has no such schema does; everything else may be different in a moment.
 *
 * <p>Schemas that were found are remembered for ever, since an id never changes its meaning; that there is none is
 * remembered for {@link #MEMORY_OF_ABSENCE}, since it may still be registered.
 *
 * <p>Threading notes: safe for use by several threads. A call blocks for as long as the client's time-outs allow.
 */
public final class RegistrySchemas implements AutoCloseable {
    static final Duration MEMORY_OF_ABSENCE = Duration.ofSeconds(10);

    private static final int CLIENT_CACHE = 1_000;
    private static final int MAX_ABSENT = 1_000;
    private static final String NO_SUBJECT = "is-anybody-there";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    /** Subject, version and schema not found: what registries answer for an id that they do not have. */
    private static final Set<Integer> NO_SUCH_SCHEMA = Set.of(40401, 40402, 40403);

    private static final Set<Integer> FOR_CREDENTIALS = Set.of(401, 403);

    private static final Set<Integer> NOT_SETTLED = Set.of(401, 403, 408, 429);

    private final SchemaRegistryClient client;
    private final String name;
    private final LongSupplier nanoTime;
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();
    private final Map<Integer, Absence> absent = new ConcurrentHashMap<>();

    private record Absence(long since, String detail) {}

    RegistrySchemas(SchemaRegistryClient client, String name, LongSupplier nanoTime) {
        this.client = client;
        this.name = name;
        this.nanoTime = nanoTime;
    }

    /**
     * Prepares to talk to a registry; nothing is sent yet.
     *
     * @param clientProperties Confluent's own: {@code schema.registry.url} (several, separated by commas), and any of
     *     {@code basic.auth.*}, {@code bearer.auth.*}, {@code schema.registry.ssl.*}, {@code http.*.timeout.ms} and so
     *     on, with or without {@code schema.registry.} in front; others are ignored. {@code mock://name} is a registry
     *     in this process.
     * @throws IllegalArgumentException when there is no {@code schema.registry.url}
     */
    public static RegistrySchemas connect(Map<String, ?> clientProperties) {
        Object url = clientProperties.get(RegistryClientSettings.URL);
        if (url == null || url.toString().isBlank()) {
            throw new IllegalArgumentException(
                    RegistryClientSettings.URL + " is not set, expected for example " + "http://127.0.0.1:8081");
        }
        SchemaRegistryClient client = SchemaRegistryClientFactory.newClient(
                List.of(url.toString().strip().split("\\s*,\\s*")),
                CLIENT_CACHE,
                List.of(new AvroSchemaProvider()),
                RegistryClientSettings.withDefaults(clientProperties),
                Map.of());
        return new RegistrySchemas(client, url.toString(), System::nanoTime);
    }

    /**
     * The id of a contract under a subject, registering it where that is allowed.
     *
     * @throws RegistryUnavailableException when the registry gives no answer that settles it
     * @throws SchemaRefusedException when it will not have the contract, or does not have it and must
     */
    public int idOf(String subject, Schema schema, Registration registration) throws RegistryUnavailableException {
        try {
            AvroSchema contract = new AvroSchema(schema);
            return registration == Registration.AUTOMATIC
                    ? register(subject, contract)
                    : client.getId(subject, contract);
        } catch (RestClientException e) {
            if (settles(e)) {
                throw new SchemaRefusedException(refusal(subject, registration, e), e);
            }
            throw unavailable(e);
        } catch (IOException | RuntimeException e) {
            throw unavailable(e);
        }
    }

    private int register(String subject, AvroSchema contract) throws RestClientException, IOException {
        try {
            return client.register(subject, contract);
        } catch (RestClientException e) {
            if (e.getStatus() != CONFLICT) {
                throw e;
            }
            // Two who register a new subject at once may both be told that it is there already, as if they disagreed.
            return client.register(subject, contract);
        }
    }

    /**
     * The schema that a record names.
     *
     * @param id the id in the record's header
     * @return the schema, or the defect UNKNOWN_SCHEMA
     * @throws RegistryUnavailableException when the registry gives no answer that settles it
     */
    public Outcome<Schema> byId(int id) throws RegistryUnavailableException {
        Schema schema = known.get(id);
        if (schema != null) {
            return Outcome.of(schema);
        }
        if (id < 1) {
            // Ids count from 1. What a registry answers for others is not specified.
            return unknown("schema id " + id + " cannot be, expected 1 or more");
        }
        Absence absence = absent.get(id);
        if (absence != null && nanoTime.getAsLong() - absence.since() < MEMORY_OF_ABSENCE.toNanos()) {
            return unknown(absence.detail());
        }
        return fetch(id);
    }

    /** The schema that a record names, if it was asked for before; the registry is not asked. */
    @Nullable Schema known(int id) {
        return known.get(id);
    }

    /**
     * Asks the registry whether it is there.
     *
     * @throws RegistryUnavailableException when it is not, or refuses our credentials
     */
    public void requireReachable() throws RegistryUnavailableException {
        try {
            // Not every registry tells its mode; every one lists its subjects, of which none begins like this.
            client.getAllSubjectsByPrefix(NO_SUBJECT);
        } catch (RestClientException e) {
            if (!settles(e)) {
                throw unavailable(e);
            }
        } catch (IOException | RuntimeException e) {
            throw unavailable(e);
        }
    }

    /** What a registry has of a contract. */
    public enum Standing {
        /** This very contract. */
        REGISTERED,
        /** Nothing under this subject. */
        NO_SUBJECT,
        /** Other versions, and it would take this contract beside them. */
        COMPATIBLE,
        /** Other versions, and it would not take this contract. */
        INCOMPATIBLE
    }

    /**
     * Asks what the registry has of a contract, and changes nothing.
     *
     * @throws RegistryUnavailableException when the registry gives no answer that settles it
     */
    public Standing standing(String subject, Schema schema) throws RegistryUnavailableException {
        AvroSchema contract = new AvroSchema(schema);
        try {
            if (!client.getAllSubjectsByPrefix(subject).contains(subject)) {
                return Standing.NO_SUBJECT;
            }
            if (isRegistered(subject, contract)) {
                return Standing.REGISTERED;
            }
            return client.testCompatibility(subject, contract) ? Standing.COMPATIBLE : Standing.INCOMPATIBLE;
        } catch (IOException | RestClientException | RuntimeException e) {
            throw unavailable(e);
        }
    }

    private boolean isRegistered(String subject, AvroSchema contract) throws RestClientException, IOException {
        try {
            client.getId(subject, contract);
            return true;
        } catch (RestClientException e) {
            if (e.getStatus() == NOT_FOUND && NO_SUCH_SCHEMA.contains(e.getErrorCode())) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Has the registry refuse whatever is not compatible, in both directions, with every version of a subject.
     *
     * @throws RegistryUnavailableException when the registry gives no answer that settles it
     * @throws SchemaRefusedException when it will not
     */
    public void holdFullTransitive(String subject) throws RegistryUnavailableException {
        try {
            client.updateCompatibility(subject, CompatibilityLevel.FULL_TRANSITIVE.name);
        } catch (RestClientException e) {
            if (settles(e)) {
                throw new SchemaRefusedException(
                        "the registry will not hold subject " + subject + " to FULL_TRANSITIVE (" + e.getMessage()
                                + ")",
                        e);
            }
            throw unavailable(e);
        } catch (IOException | RuntimeException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the schema registry's client failed", e);
        }
    }

    private Outcome<Schema> fetch(int id) throws RegistryUnavailableException {
        try {
            ParsedSchema found = client.getSchemaById(id);
            if (found.rawSchema() instanceof Schema schema) {
                known.put(id, schema);
                absent.remove(id);
                return Outcome.of(schema);
            }
            return remember(id, "schema id " + id + " is of type " + found.schemaType() + ", expected Avro");
        } catch (RestClientException e) {
            if (e.getStatus() == NOT_FOUND && NO_SUCH_SCHEMA.contains(e.getErrorCode())) {
                return remember(id, "the registry does not know schema id " + id);
            }
            throw unavailable(e);
        } catch (IOException | RuntimeException e) {
            if (UnreadableSchema.isMeantBy(e)) {
                return remember(id, "what the registry has as schema id " + id + " cannot be read as Avro");
            }
            throw unavailable(e);
        }
    }

    private Outcome<Schema> remember(int id, String detail) {
        if (absent.size() >= MAX_ABSENT) {
            absent.clear();
        }
        absent.put(id, new Absence(nanoTime.getAsLong(), detail));
        return unknown(detail);
    }

    private static Outcome<Schema> unknown(String detail) {
        return Outcome.defect(StructuralDefect.Reason.UNKNOWN_SCHEMA, detail);
    }

    /** Whether an answer is the registry's last word: it understood the request and said no. */
    private static boolean settles(RestClientException e) {
        int status = e.getStatus();
        boolean wrongAddress = status == NOT_FOUND && !NO_SUCH_SCHEMA.contains(e.getErrorCode());
        return status >= 400 && status < 500 && !NOT_SETTLED.contains(status) && !wrongAddress;
    }

    private static String refusal(String subject, Registration registration, RestClientException e) {
        return registration == Registration.AUTOMATIC
                ? "the registry refuses the contract of subject " + subject + " (" + e.getMessage()
                        + "); was an incompatible schema registered there by somebody else?"
                : "the contract of subject " + subject + " is not registered (" + e.getMessage()
                        + "); register it, or allow registration";
    }

    private RegistryUnavailableException unavailable(Exception cause) {
        if (cause instanceof RestClientException refusal && FOR_CREDENTIALS.contains(refusal.getStatus())) {
            return new RegistryUnavailableException(
                    "the schema registry at " + name + " does not accept our user and password (HTTP status "
                            + refusal.getStatus() + ": " + refusal.getMessage() + ")",
                    true,
                    cause);
        }
        return new RegistryUnavailableException(
                "the schema registry at " + name + " gave no usable answer: " + cause.getMessage(), cause);
    }
}
