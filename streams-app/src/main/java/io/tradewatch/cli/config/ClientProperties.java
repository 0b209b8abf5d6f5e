package io.tradewatch.cli.config;

import io.tradewatch.codec.text.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Checks the properties for Kafka's clients. A property that the clients define must have a legal value. An unknown property
 * is accepted, because plug-ins have their own settings, unless it looks like a typing error.
 */
final class ClientProperties {
    private static final List<ConfigDef> DEFINITIONS = List.of(
            StreamsConfig.configDef(),
            ConsumerConfig.configDef(),
            ProducerConfig.configDef(),
            AdminClientConfig.configDef());
    /** Longest first, so that the whole prefix is removed. */
    private static final List<String> PREFIXES =
            List.of("restore.consumer.", "global.consumer.", "main.consumer.", "consumer.", "producer.", "admin.");

    private static final Map<String, String> OWN_SETTINGS = Map.of(
            "application.id", Keys.APPLICATION_ID.name(),
            "group.id", Keys.APPLICATION_ID.name(),
            "processing.guarantee", Keys.PROCESSING_GUARANTEE.name(),
            "num.stream.threads", Keys.THREADS.name(),
            "state.dir", Keys.STATE_DIR.name(),
            "group.protocol", Keys.GROUP_PROTOCOL.name(),
            "commit.interval.ms", Keys.COMMIT_INTERVAL.name());
    private static final Set<String> FIXED = Set.of(
            "key.serializer",
            "value.serializer",
            "key.deserializer",
            "value.deserializer",
            "default.key.serde",
            "default.value.serde",
            "enable.auto.commit",
            "isolation.level",
            "transactional.id",
            "auto.offset.reset",
            "topic.max.message.bytes",
            "production.exception.handler",
            "default.production.exception.handler");

    private final Map<String, ConfigDef.ConfigKey> known = new HashMap<>();

    ClientProperties() {
        for (ConfigDef definition : DEFINITIONS) {
            definition.configKeys().forEach(known::putIfAbsent);
        }
    }

    /** The problem of a property, in words that follow its name; empty if it has none. */
    Optional<String> problem(String property, String value, String shown) {
        String name = withoutPrefix(property);
        if (OWN_SETTINGS.containsKey(name)) {
            return Optional.of("is not set here; set '" + OWN_SETTINGS.get(name) + "' instead");
        }
        if (FIXED.contains(name)) {
            return Optional.of("cannot be set: Tradewatch's promises rest on its own value");
        }
        ConfigDef.ConfigKey key = known.get(name);
        if (key == null) {
            return NearestName.of(name, known.keySet())
                    .map(near -> "is not a Kafka client property; did you mean '" + near + "'?");
        }
        return refused(key, value).map(why -> "is '" + shown + "', expected " + why);
    }

    private static Optional<String> refused(ConfigDef.ConfigKey key, String value) {
        try {
            Object parsed = ConfigDef.parseType(key.name, value, key.type);
            if (key.validator != null) {
                key.validator.ensureValid(key.name, parsed);
            }
            return Optional.empty();
        } catch (ConfigException e) {
            List<String> expected = new ArrayList<>();
            expected.add("a value of type " + key.type.name().toLowerCase(Locale.ROOT));
            if (key.validator != null) {
                expected.add(key.validator.toString());
            }
            return Optional.of(String.join(", ", expected));
        }
    }

    private static String withoutPrefix(String property) {
        for (String prefix : PREFIXES) {
            if (property.startsWith(prefix)) {
                return property.substring(prefix.length());
            }
        }
        return property;
    }
}
