package io.tradewatch.records;

import java.util.HashMap;
import java.util.Map;

/** Settings of Confluent's client where its own defaults would harm: they count unless something else is set. */
final class RegistryClientSettings {
    static final String URL = "schema.registry.url";

    private static final String PREFIX = "schema.registry.";

    private static final Map<String, String> DEFAULTS = Map.of(
            // A minute each by default: too long for a shutdown to wait for.
            "http.connect.timeout.ms", "2000",
            "http.read.timeout.ms", "3000",
            // Whoever calls waits and asks again, with a stop flag; the client would sleep for up to a minute.
            "max.retries", "0",
            // Left unset, the client accepts any host's certificate.
            "ssl.endpoint.identification.algorithm", "https");

    private RegistryClientSettings() {}

    /** The properties, with our defaults for what they do not set under either of a setting's names. */
    static Map<String, Object> withDefaults(Map<String, ?> clientProperties) {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        DEFAULTS.forEach((name, value) -> {
            // TLS settings without the prefix are somebody else's, such as the Kafka client's.
            if (name.startsWith("ssl.") || !clientProperties.containsKey(name)) {
                settings.putIfAbsent(PREFIX + name, value);
            }
        });
        return settings;
    }
}
