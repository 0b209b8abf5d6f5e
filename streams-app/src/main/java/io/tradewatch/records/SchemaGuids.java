package io.tradewatch.records;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.RestService;
import io.confluent.kafka.schemaregistry.client.rest.entities.SchemaString;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Asks a registry for the schema of a GUID, which {@code HeaderSchemaIdSerializer} writes instead of an id. */
@FunctionalInterface
interface SchemaGuids {
    /**
     * The registry's answer to {@code GET /schemas/guids/{guid}}.
     *
     * @throws RestClientException when the registry refuses, 404 where it does not know the GUID or this request
     */
    SchemaString schemaOf(UUID guid) throws IOException, RestClientException;

    /**
     * Asks by the client's own means, with all its settings. Its version knows no request for a GUID, so that the GUID
     * stands in the address, and what the client appends becomes a query, which registries pass over.
     *
     * @param urls of the registry, without a slash at the end
     * @param settings of the client
     */
    static SchemaGuids at(List<String> urls, Map<String, ?> settings) {
        return guid -> {
            RestService rest = new RestService(urls.stream()
                    .map(url -> url + "/schemas/guids/" + guid + "?for=")
                    .toList());
            // Hands its settings on to the service that it is made with.
            CachedSchemaRegistryClient configured =
                    new CachedSchemaRegistryClient(rest, 1, List.of(new AvroSchemaProvider()), settings, Map.of());
            try {
                return rest.getId(1);
            } finally {
                configured.close();
            }
        };
    }

    /** Of a registry that cannot be asked. */
    static SchemaGuids none() {
        return guid -> {
            throw new RestClientException("no such request", 404, 404);
        };
    }
}
