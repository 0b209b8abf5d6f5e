package io.tradewatch.codec.registry;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Fetches the schema of a GUID from a registry; {@code HeaderSchemaIdSerializer} writes a GUID instead of an id. */
@FunctionalInterface
interface SchemaGuids {
    /**
     * Returns the registry's answer to {@code GET /schemas/guids/{guid}}.
     *
     * @throws RestClientException when the registry rejects the request; 404 when it does not know the GUID or this
     *     kind of request
     */
    SchemaString schemaOf(UUID guid) throws IOException, RestClientException;

    /**
     * Uses the client with all its settings. This version of the client has no request for a GUID. The GUID is
     * therefore part of the base address, and the path that the client appends becomes a query, which registries
     * ignore.
     *
     * @param urls of the registry, without a slash at the end
     * @param settings of the client
     */
    static SchemaGuids at(List<String> urls, Map<String, ?> settings) {
        return guid -> {
            RestService rest = new RestService(urls.stream()
                    .map(url -> url + "/schemas/guids/" + guid + "?for=")
                    .toList());
            // The client passes its settings on to its REST service.
            CachedSchemaRegistryClient configured =
                    new CachedSchemaRegistryClient(rest, 1, List.of(new AvroSchemaProvider()), settings, Map.of());
            try {
                return rest.getId(1);
            } finally {
                configured.close();
            }
        };
    }

    /** For a registry without an address to call. */
    static SchemaGuids none() {
        return guid -> {
            throw new RestClientException("no such request", 404, 404);
        };
    }
}
