package io.tradewatch.cli.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads the settings from the environment variables. */
final class Variables {
    static final String PREFIX = "TRADEWATCH_";
    /**
     * Tradewatch variables that are not settings: for the launcher, the tests, the error messages, and docker/compose.yaml.
     */
    private static final Set<String> NO_SETTINGS = Set.of(
            "TRADEWATCH_DASHBOARDS",
            "TRADEWATCH_IMAGE",
            "TRADEWATCH_OPTS",
            "TRADEWATCH_REQUIRE",
            "TRADEWATCH_STACKTRACE");

    /** Kubernetes sets these variables for each service whose name begins with tradewatch. They are ignored. */
    private static final Pattern KUBERNETES =
            Pattern.compile("TRADEWATCH_([A-Z0-9_]+_)?(SERVICE_(HOST|PORT(_.*)?)|PORT(_[0-9]+_(TCP|UDP|SCTP)(_.*)?)?)");

    private final Map<String, String> environment;

    Variables(Map<String, String> environment) {
        this.environment = new TreeMap<>(environment);
    }

    /** The settings, in the order of the variables' names; an unknown name is added to the problems. */
    List<Setting> settings(List<String> problems) {
        List<Setting> settings = new ArrayList<>();
        environment.forEach((variable, value) -> {
            if (!variable.startsWith(PREFIX) || NO_SETTINGS.contains(variable)) {
                return;
            }
            Optional<String> name = nameOf(variable);
            if (name.isPresent()) {
                settings.add(new Setting(name.get(), value, variable));
            } else if (!KUBERNETES.matcher(variable).matches()) {
                problems.add(variable + ": no such setting" + Nearest.hint(variable, names()));
            }
        });
        return settings;
    }

    private static Optional<String> nameOf(String variable) {
        for (Key<?> key : Keys.ALL) {
            if (key.variable().equals(variable)) {
                return Optional.of(key.name());
            }
        }
        return property(variable, "TRADEWATCH_KAFKA_", Keys.KAFKA)
                .or(() -> property(variable, "TRADEWATCH_SCHEMA_REGISTRY_", Keys.SCHEMA_REGISTRY));
    }

    private static Optional<String> property(String variable, String prefix, String section) {
        if (!variable.startsWith(prefix) || KUBERNETES.matcher(variable).matches()) {
            return Optional.empty();
        }
        String property =
                variable.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '.');
        return property.isEmpty() ? Optional.empty() : Optional.of(section + "." + property);
    }

    private static List<String> names() {
        return Keys.ALL.stream().map(Key::variable).toList();
    }
}
