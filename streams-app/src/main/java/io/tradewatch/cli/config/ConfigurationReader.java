package io.tradewatch.cli.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Merges the settings: the options of the command override the environment, the environment overrides the file, and the file
 * overrides the defaults. It reports all errors at once.
 */
public final class ConfigurationReader {
    private static final Duration DEFAULT_MAX_POLL_INTERVAL = Duration.ofMinutes(5);

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

    private final Path home;
    private final Map<String, String> environment;
    private final List<Setting> options = new ArrayList<>();
    private @Nullable Path file;

    /**
     * A reader.
     *
     * @param home the folder of the installation; its {@code config/tradewatch.yaml} is read if it exists
     * @param environment the environment variables
     */
    public ConfigurationReader(Path home, Map<String, String> environment) {
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    /**
     * A reader for this process, with its environment and the folder in {@code tradewatch.home}, which the launcher sets.
     */
    public static ConfigurationReader ofThisProcess() {
        return new ConfigurationReader(Path.of(System.getProperty("tradewatch.home", "")), System.getenv());
    }

    /** Reads this file, which must exist, instead of the installation's. */
    public ConfigurationReader file(Path path) {
        file = path;
        return this;
    }

    /** A value from an option; it overrides all other sources. */
    public ConfigurationReader option(String name, String value, String option) {
        options.add(new Setting(name, value, option));
        return this;
    }

    /**
     * The settings.
     *
     * @throws ConfigurationException with all errors
     */
    public Configuration read() {
        List<String> problems = new ArrayList<>();
        Map<String, Setting> settings = new LinkedHashMap<>();
        settingsOfFile(problems).forEach(setting -> settings.put(setting.name(), setting));
        new Variables(environment).settings(problems).forEach(setting -> settings.put(setting.name(), setting));
        options.forEach(setting -> settings.put(setting.name(), setting));

        Map<String, String> resolved = resolved(settings, problems);
        Map<Key<?>, Object> values = new HashMap<>();
        for (Key<?> key : Keys.ALL) {
            value(key, settings.get(key.name()), resolved, problems).ifPresent(value -> values.put(key, value));
        }
        Map<String, String> kafka = kafka(settings, resolved, problems);
        if (problems.isEmpty()) {
            Configuration configuration = new Configuration(home, values, kafka, registry(resolved), settings);
            checkTogether(configuration, problems);
            if (problems.isEmpty()) {
                return configuration;
            }
        }
        throw new ConfigurationException(problems);
    }

    private List<Setting> settingsOfFile(List<String> problems) {
        if (file != null) {
            return ConfigurationFile.read(file, problems);
        }
        Path usual = home.resolve("config").resolve("tradewatch.yaml");
        return Files.exists(usual) ? ConfigurationFile.read(usual, problems) : List.of();
    }

    private Map<String, String> resolved(Map<String, Setting> settings, List<String> problems) {
        References references = new References(environment);
        Map<String, String> resolved = new HashMap<>();
        settings.forEach((name, setting) -> {
            try {
                resolved.put(name, references.resolve(setting.written()));
            } catch (IllegalArgumentException e) {
                problems.add(setting.origin() + ": " + name + " refers to a secret, but " + e.getMessage());
            }
        });
        return resolved;
    }

    private static Optional<Object> value(
            Key<?> key, @Nullable Setting setting, Map<String, String> resolved, List<String> problems) {
        if (setting == null) {
            return Optional.of(key.parser().parse(key.defaultValue()));
        }
        String written = resolved.get(key.name());
        if (written == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(key.parser().parse(written.strip()));
        } catch (IllegalArgumentException e) {
            problems.add(setting.origin() + ": " + key.name() + " is '" + Secrets.mask(key.name(), setting.written())
                    + "', expected " + key.legal());
            return Optional.empty();
        }
    }

    private static Map<String, String> kafka(
            Map<String, Setting> settings, Map<String, String> resolved, List<String> problems) {
        ClientProperties properties = new ClientProperties();
        Map<String, String> kafka = section(Keys.KAFKA, resolved);
        kafka.putIfAbsent("bootstrap.servers", Keys.BOOTSTRAP_SERVERS.defaultValue());
        kafka.forEach((property, value) -> {
            Setting setting = settings.get(Keys.KAFKA + "." + property);
            if (setting != null) {
                properties
                        .problem(property, value, Secrets.mask(property, setting.written()))
                        .ifPresent(why -> problems.add(setting.origin() + ": " + setting.name() + " " + why));
            }
        });
        return kafka;
    }

    private static Map<String, String> registry(Map<String, String> resolved) {
        Map<String, String> registry = new HashMap<>();
        registry.put("schema.registry.url", Keys.REGISTRY_URL.defaultValue());
        section(Keys.SCHEMA_REGISTRY, resolved).forEach((property, value) -> {
            boolean needsPrefix = property.equals("url") || property.startsWith("ssl.");
            registry.put(needsPrefix ? "schema.registry." + property : property, value);
        });
        return registry;
    }

    private static Map<String, String> section(String section, Map<String, String> resolved) {
        Map<String, String> properties = new HashMap<>();
        resolved.forEach((name, value) -> {
            if (name.startsWith(section + ".")) {
                properties.put(name.substring(section.length() + 1), value);
            }
        });
        return properties;
    }

    /** Checks combinations of values that are each legal. */
    private static void checkTogether(Configuration configuration, List<String> problems) {
        Set<String> names = new HashSet<>();
        for (String topic : configuration.topics().all()) {
            if (!names.add(topic)) {
                problems.add("two of topics.transfers, measures, violations and dead-letters are '" + topic
                        + "', expected four different topics");
            }
        }
        boolean isOpenToAll = configuration.get(Keys.HTTP_TOKEN).isEmpty()
                && configuration.get(Keys.HTTP_USER).isEmpty();
        if (isOpenToAll && !LOOPBACK.contains(configuration.get(Keys.HTTP_HOST))) {
            problems.add(configuration.originOf(Keys.HTTP_HOST.name()) + ": " + Keys.HTTP_HOST.name() + " is '"
                    + configuration.get(Keys.HTTP_HOST) + "', and neither " + Keys.HTTP_TOKEN.name() + " nor "
                    + Keys.HTTP_USER.name() + " is set; expected one of these, or 127.0.0.1, ::1 or localhost");
        }
        if (configuration.get(Keys.HTTP_CERTIFICATE).isEmpty()
                != configuration.get(Keys.HTTP_PRIVATE_KEY).isEmpty()) {
            problems.add("one of " + Keys.HTTP_CERTIFICATE.name() + " and " + Keys.HTTP_PRIVATE_KEY.name()
                    + " is set; expected both, or none");
        }
        Duration gate = configuration.get(Keys.GATE_TIMEOUT);
        Duration half = maxPollInterval(configuration).dividedBy(2);
        if (gate.compareTo(half) > 0) {
            problems.add(configuration.originOf(Keys.GATE_TIMEOUT.name()) + ": " + Keys.GATE_TIMEOUT.name() + " is "
                    + gate + ", expected at most half of kafka.max.poll.interval.ms, which is " + half);
        }
    }

    private static Duration maxPollInterval(Configuration configuration) {
        Map<String, Object> kafka = configuration.kafka();
        for (String name : List.of(
                "main.consumer.max.poll.interval.ms", "consumer.max.poll.interval.ms", "max.poll.interval.ms")) {
            Object value = kafka.get(name);
            if (value != null) {
                return Duration.ofMillis(Long.parseLong(value.toString().strip()));
            }
        }
        return DEFAULT_MAX_POLL_INTERVAL;
    }
}
