package io.tradewatch.state;

import io.tradewatch.avro.Violation;
import java.util.Set;

/**
 * Determines the fields of a violation that are its content. Sequence, status and reason are not content, because they
 * change with every state. The version of the law is not content, because it changes with every published table. The
 * explanation is not content, because it repeats the other fields in words: a new wording does not change the
 * violation.
 */
public final class ViolationContent {
    /** The field with the explanation. */
    public static final String EXPLANATION = "explanation";

    private static final Set<String> LIFE_CYCLE = Set.of("sequence", "status", "statusReason", "lawVersion");
    private static final Set<String> LIFE_CYCLE_AND_WORDING =
            Set.of("sequence", "status", "statusReason", "lawVersion", EXPLANATION);

    /** With this doubt the explanation is content: only it has the number of findings per measure. */
    private static final String COUNTED_IN_WORDS = "TOO_MANY_FINDINGS";

    private ViolationContent() {}

    /** Returns the names of the fields that are not content of a violation. */
    public static Set<String> leftOut(Violation violation) {
        return violation.getDoubts().contains(COUNTED_IN_WORDS) ? LIFE_CYCLE : LIFE_CYCLE_AND_WORDING;
    }
}
