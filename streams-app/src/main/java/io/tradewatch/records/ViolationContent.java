package io.tradewatch.records;

import io.tradewatch.avro.Violation;
import java.util.Set;

/**
 * Which fields of a violation are its content. What changes from one state to the next is not (sequence, status and reason),
 * nor is the version of the law, which rises with every publication of a table; nor is the explanation, which says in words
 * what the other fields say: another wording is no change of the violation.
 */
public final class ViolationContent {
    /** The sentence. */
    public static final String EXPLANATION = "explanation";

    private static final Set<String> LIFE_CYCLE = Set.of("sequence", "status", "statusReason", "lawVersion");
    private static final Set<String> LIFE_CYCLE_AND_WORDING =
            Set.of("sequence", "status", "statusReason", "lawVersion", EXPLANATION);

    /** With this doubt the sentence says what no other field does: how many findings there are by measure. */
    private static final String COUNTED_IN_WORDS = "TOO_MANY_FINDINGS";

    private ViolationContent() {}

    /** The names of the fields that are no content of a violation. */
    public static Set<String> leftOut(Violation violation) {
        return violation.getDoubts().contains(COUNTED_IN_WORDS) ? LIFE_CYCLE : LIFE_CYCLE_AND_WORDING;
    }
}
