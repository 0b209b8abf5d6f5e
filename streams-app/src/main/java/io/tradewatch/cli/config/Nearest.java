package io.tradewatch.cli.config;

import io.tradewatch.records.NearestName;
import java.util.Collection;

/** Ends a message about a name that does not exist. */
final class Nearest {
    private Nearest() {}

    /** {@code ; did you mean 'screening.threads'?}, or where to look when nothing is near. */
    static String hint(String written, Collection<String> known) {
        return NearestName.of(written, known)
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("; see docs/configuration.md for those that exist");
    }
}
