package io.tradewatch.codec.registry;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas that records name, from the schema registry. Only the registry's own answer that it does not have a schema
 * is definite; every other failure may be temporary.
 *
 * <p>A schema is cached without expiry, because an id never changes its meaning. The absence of a schema is cached for
 * a short time only, because the schema may still be registered.
 *
 * <p>Threading notes: safe for use by several threads. A call blocks for as long as the client's time-outs allow.
 */
public final class RegistrySchemas implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RegistrySchemas.class);

    private static final int MOST_NAMED = 20;
    private static final String IN_THIS_PROCESS = "mock://";
    private static final int CLIENT_CACHE = 1_000;
    private static final String NO_SUBJECT = "is-anybody-there";

    private final SchemaRegistryClient client;
    private final RegistryAnswers answers;
    private final RegistrySubjects subjects;
    private final GuidSchemas guids;
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();
    private final Absences<Integer> absent;
    private final Map<Integer, WriterGaps> incomplete = new ConcurrentHashMap<>();

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
        this.answers = new RegistryAnswers(name);
        this.subjects = new RegistrySubjects(client, answers, this);
        this.guids = new GuidSchemas(client, guids, answers, known, nanoTime);
        this.absent = new Absences<>(nanoTime);
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

    /** The contracts under the registry's subjects. */
    public RegistrySubjects subjects() {
        return subjects;
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
        Optional<String> absence = absent.detail(id);
        return absence.isPresent() ? unknown(absence.get()) : fetch(id);
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
            return guids.idOf(WireFormat.guidIn(idHeader));
        }
        int id = WireFormat.idIn(idHeader);
        return id < 1
                ? DecodeResult.defect(StructuralDefect.Reason.UNKNOWN_SCHEMA, WireFormat.impossible(id))
                : DecodeResult.of(id);
    }

    /**
     * Returns the id of the schema that a record's header names if it is cached; otherwise 0, which is no schema's id.
     */
    public int knownIdIn(byte[] idHeader) {
        return WireFormat.isGuid(idHeader)
                ? guids.knownId(WireFormat.guidIn(idHeader))
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
            if (!RegistryAnswers.settles(e)) {
                throw answers.unavailable(e);
            }
        } catch (IOException | RuntimeException e) {
            throw answers.unavailable(e);
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
            if (RegistryAnswers.isNoSuchSchema(e)) {
                return remember(id, "the registry does not know schema id " + id);
            }
            throw answers.unavailable(e);
        } catch (IOException | RuntimeException e) {
            if (UnreadableSchema.isMeantBy(e)) {
                return remember(id, "what the registry has as schema id " + id + " cannot be read as Avro");
            }
            throw answers.unavailable(e);
        }
    }

    private DecodeResult<Schema> remember(int id, String detail) {
        absent.add(id, detail);
        return unknown(detail);
    }

    private static DecodeResult<Schema> unknown(String detail) {
        return DecodeResult.defect(StructuralDefect.Reason.UNKNOWN_SCHEMA, detail);
    }
}
