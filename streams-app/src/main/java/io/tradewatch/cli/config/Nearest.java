package io.tradewatch.cli.config;

import io.tradewatch.codec.text.NearestName;
import java.util.Collection;

/** Completes an error message about an unknown name. */
final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean 'screening.threads'?}, or where to look if no name is similar. */
    static String hint(String written, Collection<String> known) {
        return NearestName.of(written, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("; see docs/configuration.md for those that exist");
    }
}
