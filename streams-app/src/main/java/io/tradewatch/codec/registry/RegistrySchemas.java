package io.tradewatch.codec.registry;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accesses the schema registry, and distinguishes definite failures from temporary ones, which its client does not.
 * Only the registry's own answer that it does not have a schema is definite. Every other failure may be temporary.
 *
 * <p>A schema is cached without expiry, because an id never changes its meaning. The absence of a schema is cached for
 * {@link #MEMORY_OF_ABSENCE}, because the schema may still be registered.
 *
 * <p>Threading notes: safe for use by several threads. A call blocks for as long as the client's time-outs allow.
 */
public final class RegistrySchemas implements AutoCloseable {
    static final Duration MEMORY_OF_ABSENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(RegistrySchemas.class);

    private static final int MOST_NAMED = 20;
    private static final String IN_THIS_PROCESS = "mock://";
    private static final int CLIENT_CACHE = 1_000;
    private static final int MAX_ABSENT = 1_000;
    private static final String NO_SUBJECT = "is-anybody-there";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    /** Error codes for an id that the registry does not have: subject, version and schema not found. */
    private static final Set<Integer> NO_SUCH_SCHEMA = Set.of(40401, 40402, 40403);

    private static final Set<Integer> FOR_CREDENTIALS = Set.of(401, 403);

    private static final Set<Integer> NOT_SETTLED = Set.of(401, 403, 408, 429);

    private final SchemaRegistryClient client;
    private final String name;
    private final LongSupplier nanoTime;
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();
    private final Map<Integer, Absence> absent = new ConcurrentHashMap<>();
    private final SchemaGuids guids;
    private final Map<Integer, WriterGaps> incomplete = new ConcurrentHashMap<>();
    /** The internal id, below 0, of the schema of each GUID found. */
    private final Map<UUID, Integer> guidIds = new ConcurrentHashMap<>();

    private final Map<UUID, Absence> absentGuids = new ConcurrentHashMap<>();

    private record Absence(long since, String detail) {}

    /**
     * Schemas by their number only: none is found by a GUID.
     *
     * @param client the registry
     * @param name the registry in messages
     * @param nanoTime the clock, in nanoseconds, that says when an absent schema is asked for again
     */
    public RegistrySchemas(SchemaRegistryClient client, String name, LongSupplier nanoTime) {
        this(client, SchemaGuids.none(), name, nanoTime);
    }

    RegistrySchemas(SchemaRegistryClient client, SchemaGuids guids, String name, LongSupplier nanoTime) {
        this.client = client;
        this.guids = guids;
        this.name = name;
        this.nanoTime = nanoTime;
    }

    /**
     * Creates a client of a registry; sends no request yet.
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
        List<String> urls = List.of(url.toString().strip().split("\\s*,\\s*"));
        var settings = RegistryClientSettings.withDefaults(clientProperties);
        SchemaRegistryClient client = SchemaRegistryClientFactory.newClient(
                urls, CLIENT_CACHE, List.of(new AvroSchemaProvider()), settings, Map.of());
        SchemaGuids guids = urls.get(0).startsWith(IN_THIS_PROCESS)
                ? SchemaGuids.none()
                : SchemaGuids.at(
                        urls.stream().map(each -> each.replaceFirst("/+$", "")).toList(), settings);
        return new RegistrySchemas(client, guids, url.toString(), System::nanoTime);
    }

    /**
     * Returns the id of a contract under a subject, and registers the contract if that is allowed.
     *
     * @throws RegistryUnavailableException when the registry gives no answer that settles it
     * @throws SchemaRefusedException when the registry rejects the contract, or does not have it and must
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
            // When two clients register a new subject at the same time, both may get the answer that it exists already,
            // as if they conflicted.
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
    public DecodeResult<Schema> byId(int id) throws RegistryUnavailableException {
        Schema schema = known.get(id);
        if (schema != null) {
            return DecodeResult.of(schema);
        }
        if (id < 1) {
            // Ids start at 1. The registry's answer for other ids is not specified.
            return unknown("schema id " + id + " cannot be, expected 1 or more");
        }
        Absence absence = absent.get(id);
        if (absence != null && nanoTime.getAsLong() - absence.since() < MEMORY_OF_ABSENCE.toNanos()) {
            return unknown(absence.detail());
        }
        return fetch(id);
    }

    /** Returns the schema that a record names if it is cached; never calls the registry. */
    public @Nullable Schema known(int id) {
        return known.get(id);
    }

    /**
     * Returns the id of the schema that a record's header names.
     *
     * @param idHeader the header's value, in a form that {@link WireFormat} knows
     * @return the id, or the defect UNKNOWN_SCHEMA; below 0, and good within this process only, for a GUID
     * @throws RegistryUnavailableException when the registry gives no answer that settles it
     */
    public DecodeResult<Integer> idIn(byte[] idHeader) throws RegistryUnavailableException {
        if (WireFormat.isGuid(idHeader)) {
            return idOf(WireFormat.guidIn(idHeader));
        }
        int id = WireFormat.idIn(idHeader);
        return id < 1
                ? DecodeResult.defect(StructuralDefect.Reason.UNKNOWN_SCHEMA, WireFormat.impossible(id))
                : DecodeResult.of(id);
    }

    private DecodeResult<Integer> idOf(UUID guid) throws RegistryUnavailableException {
        Integer id = guidIds.get(guid);
        if (id != null) {
            return DecodeResult.of(id);
        }
        Absence absence = absentGuids.get(guid);
        if (absence != null && nanoTime.getAsLong() - absence.since() < MEMORY_OF_ABSENCE.toNanos()) {
            return DecodeResult.defect(StructuralDefect.Reason.UNKNOWN_SCHEMA, absence.detail());
        }
        return fetch(guid);
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
            synchronized (guidIds) {
                int id = guidIds.computeIfAbsent(guid, added -> -1 - guidIds.size());
                known.put(id, schema);
                return DecodeResult.of(id);
            }
        } catch (RestClientException e) {
            if (e.getStatus() == NOT_FOUND || settles(e)) {
                return remember(guid, "which the registry does not know, or cannot look up");
            }
            throw unavailable(e);
        } catch (IOException | RuntimeException e) {
            throw unavailable(e);
        }
    }

    private DecodeResult<Integer> remember(UUID guid, String why) {
        if (absentGuids.size() >= MAX_ABSENT) {
            absentGuids.clear();
        }
        String detail = WireFormat.unknownGuid(guid, why);
        absentGuids.put(guid, new Absence(nanoTime.getAsLong(), detail));
        return DecodeResult.defect(StructuralDefect.Reason.UNKNOWN_SCHEMA, detail);
    }

    /**
     * Returns the id of the schema that a record's header names if it is cached; otherwise 0, which is no schema's id.
     */
    public int knownIdIn(byte[] idHeader) {
        return WireFormat.isGuid(idHeader)
                ? guidIds.getOrDefault(WireFormat.guidIn(idHeader), 0)
                : Math.max(0, WireFormat.idIn(idHeader));
    }

    /** Logs once which fields for screening a writer's schema of transfers lacks. */
    public void note(int id, String schema, WriterGaps gaps) {
        if (gaps.missing().isEmpty() || incomplete.putIfAbsent(id, gaps) != null) {
            return;
        }
        if (gaps.unknown().isEmpty()) {
            LOG.info("{} of transfers has no {}: these are taken for absent", schema, gaps.missing());
        } else {
            LOG.warn(
                    "{} of transfers has no {}, and has {}, which the contract does not know. If one of these is a renamed"
                            + " field, give it the contract's name as an alias",
                    schema,
                    gaps.missing(),
                    gaps.unknown().stream().limit(MOST_NAMED).toList());
        }
    }

    /** The number of writers' schemas of transfers that lack a field that screening needs. */
    public int incompleteSchemas() {
        return incomplete.size();
    }

    /**
     * Checks that the registry is reachable.
     *
     * @throws RegistryUnavailableException when it is not reachable, or rejects our credentials
     */
    public void requireReachable() throws RegistryUnavailableException {
        try {
            // Not every registry returns its mode. Every registry lists its subjects; no subject has this prefix.
            client.getAllSubjectsByPrefix(NO_SUBJECT);
        } catch (RestClientException e) {
            if (!settles(e)) {
                throw unavailable(e);
            }
        } catch (IOException | RuntimeException e) {
            throw unavailable(e);
        }
    }

    /**
     * A version of a subject of transfers that lacks a field that screening needs.
     *
     * @param version its number under the subject
     * @param missing paths of the fields that it lacks
     * @param unknown paths of its fields that the contract does not have
     */
    public record IncompleteVersion(int version, List<String> missing, List<String> unknown) {
        public IncompleteVersion {
            missing = List.copyOf(missing);
            unknown = List.copyOf(unknown);
        }
    }

    /**
     * Returns the versions of a subject of transfers that lack a field that screening needs.
     *
     * @throws RegistryUnavailableException when the registry gives no answer that settles it
     */
    public List<IncompleteVersion> incompleteVersions(String subject) throws RegistryUnavailableException {
        List<IncompleteVersion> incomplete = new ArrayList<>();
        try {
            if (!client.getAllSubjectsByPrefix(subject).contains(subject)) {
                return List.of();
            }
            for (int version : client.getAllVersions(subject)) {
                int id = client.getSchemaMetadata(subject, version).getId();
                byId(id).found()
                        .map(schema -> WriterGaps.of(WriterAliases.applied(schema, Contracts.TRANSFER)))
                        .filter(gaps -> !gaps.missing().isEmpty())
                        .map(gaps -> new IncompleteVersion(version, gaps.missing(), gaps.unknown()))
                        .ifPresent(incomplete::add);
            }
        } catch (IOException | RestClientException | RuntimeException e) {
            throw unavailable(e);
        }
        return incomplete;
    }

    /** The state of a contract in the registry. */
    public enum Standing {
        /** The subject has this contract. */
        REGISTERED,
        /** The subject does not exist. */
        NO_SUBJECT,
        /** The subject has other versions, and the registry would accept this contract. */
        COMPATIBLE,
        /** The subject has other versions, and the registry would reject this contract. */
        INCOMPATIBLE
    }

    /**
     * Returns the state of a contract in the registry; changes nothing.
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
     * Sets a subject's compatibility to FULL_TRANSITIVE: the registry rejects a schema that is not compatible, in both
     * directions, with every version.
     *
     * @throws RegistryUnavailableException when the registry gives no answer that settles it
     * @throws SchemaRefusedException when the registry rejects the setting
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

    private DecodeResult<Schema> fetch(int id) throws RegistryUnavailableException {
        try {
            ParsedSchema found = client.getSchemaById(id);
            if (found.rawSchema() instanceof Schema schema) {
                Optional<String> tooLarge = SchemaSize.problem(schema);
                if (tooLarge.isPresent()) {
                    return remember(id, "schema id " + id + " " + tooLarge.get());
                }
                known.put(id, schema);
                absent.remove(id);
                return DecodeResult.of(schema);
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

    private DecodeResult<Schema> remember(int id, String detail) {
        if (absent.size() >= MAX_ABSENT) {
            absent.clear();
        }
        absent.put(id, new Absence(nanoTime.getAsLong(), detail));
        return unknown(detail);
    }

    private static DecodeResult<Schema> unknown(String detail) {
        return DecodeResult.defect(StructuralDefect.Reason.UNKNOWN_SCHEMA, detail);
    }

    /** Whether an answer is definite: the registry understood the request and rejected it. */
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
