package io.tradewatch.cli.config;

import java.util.List;

/** Says everything that is wrong with the configuration at once, so that it is fixed in one go. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    ConfigurationException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    /** The problems, in the order in which they were found: where, which key, which value, what is allowed. */
    public List<String> problems() {
        return problems;
    }
}
