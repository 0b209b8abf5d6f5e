package io.tradewatch.cli.config;

import io.tradewatch.kafka.TopicNames;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * All settings, validated. Immutable.
 *
 * <pre>{@code
 * Configuration configuration = ConfigurationReader.ofThisProcess().read();
 * Duration lookBack = configuration.get(Keys.LOOK_BACK);
 * }</pre>
 */
public final class Configuration {
    private final Path home;
    private final Map<Key<?>, Object> values;
    private final Map<String, String> kafka;
    private final Map<String, String> registry;
    private final Map<String, Setting> settings;

    Configuration(
            Path home,
            Map<Key<?>, Object> values,
            Map<String, String> kafka,
            Map<String, String> registry,
            Map<String, Setting> settings) {
        this.home = home;
        this.values = Map.copyOf(values);
        this.kafka = Collections.unmodifiableMap(new TreeMap<>(kafka));
        this.registry = Collections.unmodifiableMap(new TreeMap<>(registry));
        this.settings = Map.copyOf(settings);
    }

    /** The value of a setting, or its default. */
    @SuppressWarnings("unchecked") // The reader stores for each key what the key's own parser returned.
    public <T> T get(Key<T> key) {
        return (T) values.get(key);
    }

    /** The installation's folder, the base of relative paths in settings. */
    public Path home() {
        return home;
    }

    /** The state directory, as an absolute path. */
    public Path stateDir() {
        return home.resolve(get(Keys.STATE_DIR)).toAbsolutePath().normalize();
    }

    /** The properties for any of Kafka's clients, including {@code bootstrap.servers}. */
    public Map<String, Object> kafka() {
        return new LinkedHashMap<>(kafka);
    }

    /**
     * The properties for the registry's client and its serializers, under their own names: {@code schema.registry.url},
     * {@code basic.auth.…}, and TLS settings as {@code schema.registry.ssl.…}.
     */
    public Map<String, Object> registry() {
        return new LinkedHashMap<>(registry);
    }

    /** The topics' names, including the prefix. */
    public TopicNames topics() {
        TopicNames defaults = TopicNames.withPrefix(get(Keys.TOPICS_PREFIX));
        return new TopicNames(
                named(Keys.TOPICS_TRANSFERS, defaults.transfers()),
                named(Keys.TOPICS_MEASURES, defaults.measures()),
                named(Keys.TOPICS_VIOLATIONS, defaults.violations()),
                named(Keys.TOPICS_DEAD_LETTERS, defaults.deadLetters()));
    }

    private String named(Key<String> key, String otherwise) {
        return get(key).isEmpty() ? otherwise : get(key);
    }

    /** The origin of a setting: file and line, environment variable, option, or {@code default}. */
    public String originOf(String name) {
        Setting setting = settings.get(name);
        return setting == null ? "default" : setting.origin();
    }

    /** Every setting with its value and its origin, one per line, for a log: secrets are masked. */
    public String describe() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (Key<?> key : Keys.ALL) {
            lines.put(key.name(), key.defaultValue());
        }
        settings.forEach((name, setting) -> lines.put(name, Secrets.mask(name, setting.written())));
        StringBuilder text = new StringBuilder();
        lines.forEach((name, value) -> text.append(name)
                .append(" = ")
                .append(value)
                .append("  (")
                .append(originOf(name))
                .append(")\n"));
        return text.toString();
    }

    /** As {@link #describe}, so that an accidentally logged configuration reveals no secrets. */
    @Override
    public String toString() {
        return describe();
    }
}
