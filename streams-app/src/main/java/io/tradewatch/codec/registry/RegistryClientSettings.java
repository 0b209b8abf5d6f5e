package io.tradewatch.codec.registry;

import java.util.HashMap;
import java.util.Map;

/** Defaults for Confluent's client, where the client's own are harmful. A property that is set overrides them. */
final class RegistryClientSettings {
    static final String URL = "schema.registry.url";

    private static final String PREFIX = "schema.registry.";

    private static final Map<String, String> DEFAULTS = Map.of(
            // The client's default is one minute for each, which delays a shutdown too long.
            "http.connect.timeout.ms", "2000",
            "http.read.timeout.ms", "3000",
            // The caller retries, and stops at a shutdown; the client would sleep for up to a minute.
            "max.retries", "0",
            // If unset, the client accepts a certificate of any host.
            "ssl.endpoint.identification.algorithm", "https");

    private RegistryClientSettings() {}

    /** Returns the properties, with our defaults for settings that they set under neither of a setting's names. */
    static Map<String, Object> withDefaults(Map<String, ?> clientProperties) {
        Map<String, Object> settings = new HashMap<>(clientProperties);
        DEFAULTS.forEach((name, value) -> {
            // TLS settings without the prefix belong to other clients, such as Kafka's.
            if (name.startsWith("ssl.") || !clientProperties.containsKey(name)) {
                settings.putIfAbsent(PREFIX + name, value);
            }
        });
        return settings;
    }
}
