package io.tradewatch.cli.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what somebody meant to write. */
final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean 'screening.threads'?}, or an empty string when nothing is near. */
    static String hint(String written, Collection<String> known) {
        return of(written, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("; see docs/configuration.md for those that exist");
    }

    /** The known name that differs least, if it differs in less than a third of its characters. */
    static Optional<String> of(String written, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(written, name) <= Math.max(1, name.length() / 4))
                .min(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many characters must be put in, taken out or replaced (Levenshtein). */
    static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] current = new int[other.length() + 1];
            current[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replace = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[other.length()];
    }
}
