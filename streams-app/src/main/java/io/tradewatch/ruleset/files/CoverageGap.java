package io.tradewatch.ruleset.files;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Law that is known to exist and that no measure states.
 *
 * @param authority who made it
 * @param what the act, or the part of an instrument
 * @param kind why it is missing, in one word
 * @param why the reason
 * @param since the day of the act, or null if it is not known
 * @param noticed the day on which the gap was last looked at
 */
public record CoverageGap(
        String authority,
        String what,
        Kind kind,
        String why,
        @Nullable LocalDate since,
        LocalDate noticed) {
    /** Why law is missing. */
    public enum Kind {
        /** No code of a customs tariff expresses it. */
        NOT_EXPRESSIBLE,
        /** Its text was not available. */
        NOT_READ,
        /** Its text was available, and nobody has written it into a measure file yet. */
        NOT_WRITTEN
    }
}
