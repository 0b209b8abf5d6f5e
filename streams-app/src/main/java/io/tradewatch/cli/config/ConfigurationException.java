package io.tradewatch.cli.config;

import java.util.List;

/** Reports all errors of the configuration at once. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    ConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems in the order of detection: location, key, value, legal values. */
    public List<String> problems() {
        return problems;
    }
}
