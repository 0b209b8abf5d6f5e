package io.tradewatch.engine.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of the rules for one goods item and one measure, or for a part of a transfer that could not be screened. A
 * finding exists only if there is a violation.
 *
 * @param itemNumber the goods item's number; 0 when the transfer as a whole could not be screened
 * @param measure the measure, or null when the type is {@link ViolationType#UNSCREENABLE}
 * @param type the type of the violation
 * @param doubts the doubts, in alphabetical order; empty means certain
 * @param matches the roles in which a target matched; empty when unscreenable
 * @param jurisdiction the countries by which the law binds the transfer; empty means that it binds everyone
 * @param matchedCommodity the digits of the prefix that matched, or {@code *}; null when unscreenable
 * @param classification the reading of the item's code; null when unscreenable
 * @param threshold the test of the threshold; null when the measure has none
 * @param unreadable the countries that were reported and could not be read, in the order of their roles, then as they
 *     were reported, each once; empty unless unscreenable
 * @param counts the number of findings, if this one stands for all of them ({@link Doubt#TOO_MANY_FINDINGS}); null
 *     otherwise
 */
public record Finding(
        int itemNumber,
        @Nullable Measure measure,
        ViolationType type,
        Set<Doubt> doubts,
        List<RoleCountry> matches,
        List<RoleCountry> jurisdiction,
        @Nullable String matchedCommodity,
        @Nullable Classification classification,
        @Nullable Threshold threshold,
        List<UnreadableCountry> unreadable,
        @Nullable FindingCounts counts) {

    public Finding {
        doubts = doubts.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(doubts));
        matches = List.copyOf(matches);
        jurisdiction = List.copyOf(jurisdiction);
        unreadable = List.copyOf(unreadable);
        if ((counts != null) != doubts.contains(Doubt.TOO_MANY_FINDINGS)) {
            throw new IllegalArgumentException("counts " + counts + " with the doubts " + doubts
                    + ", expected counts with TOO_MANY_FINDINGS only");
        }
    }

    /**
     * Creates a finding for a part of a transfer that could not be screened or, with counts, for a transfer with too
     * many findings to report each.
     */
    public static Finding unscreenable(
            int itemNumber, Set<Doubt> doubts, List<UnreadableCountry> unreadable, @Nullable FindingCounts counts) {
        return new Finding(
                itemNumber,
                null,
                ViolationType.UNSCREENABLE,
                doubts,
                List.of(),
                List.of(),
                null,
                null,
                null,
                unreadable,
                counts);
    }

    /** Certain if there are no doubts, otherwise possible. */
    public Certainty certainty() {
        return doubts.isEmpty() ? Certainty.CERTAIN : Certainty.POSSIBLE;
    }

    /** The measure's id, or {@value Violations#UNSCREENABLE}. */
    public String measureId() {
        return measure == null ? Violations.UNSCREENABLE : measure.measureId();
    }

    /** The measure; empty if the finding is for a part of a transfer that could not be screened. */
    public Optional<Measure> cause() {
        return Optional.ofNullable(measure);
    }
}
