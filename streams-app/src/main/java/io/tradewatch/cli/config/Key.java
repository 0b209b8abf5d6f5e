package io.tradewatch.cli.config;

import java.util.Locale;

/**
 * One setting: its name, its legal values, its default and its documentation.
 *
 * @param name the key, with its section: {@code screening.look-back}
 * @param legal the legal values, in words that complete "expected …"
 * @param defaultValue the default in its written form; empty means that another setting decides
 * @param doc its effect, and what a low or a high value means
 * @param parser reads a value, or throws {@link IllegalArgumentException}
 * @param <T> the type of the value
 */
public record Key<T>(String name, String legal, String defaultValue, String doc, Parser<T> parser) {

    /** Parses a value as written. */
    @FunctionalInterface
    public interface Parser<T> {
        /**
         * The value.
         *
         * @throws IllegalArgumentException when it is not legal
         */
        T parse(String written);
    }

    /** The environment variable that overrides it: {@code TRADEWATCH_SCREENING_LOOK_BACK}. */
    public String variable() {
        return Variables.PREFIX
                + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The part before the dot, or an empty string for a key without a section. */
    public String section() {
        int dot = name.indexOf('.');
        return dot < 0 ? "" : name.substring(0, dot);
    }
}
