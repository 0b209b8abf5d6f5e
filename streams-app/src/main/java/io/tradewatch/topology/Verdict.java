package io.tradewatch.topology;

import io.tradewatch.records.StructuralDefect;
import io.tradewatch.records.StructuralDefect.Reason;
import java.util.Optional;

/** What becomes of one record of a transfer, in view of those before it. */
public sealed interface Verdict {
    /**
     * It is the transfer from now on, or the same once more.
     *
     * @param isClean whether nothing is found in it
     */
    record Screened(boolean isClean) implements Verdict {}

    /**
     * A higher revision was there before.
     *
     * @param by that revision
     */
    record Superseded(int by) implements Verdict {}

    /**
     * The same revision was there before with other content, which goes on to count.
     *
     * @param revision that revision
     */
    record Conflicting(int revision) implements Verdict {}

    /** It cannot be used. */
    record Unusable(StructuralDefect why) implements Verdict {}

    /** Why the record is a dead letter; empty where it is none. */
    default Optional<StructuralDefect> defect() {
        if (this instanceof Conflicting conflicting) {
            return Optional.of(new StructuralDefect(
                    Reason.CONFLICTING_REVISION,
                    "revision " + conflicting.revision()
                            + " was there before with other content; a correction needs a higher revision"));
        }
        return this instanceof Unusable unusable ? Optional.of(unusable.why()) : Optional.empty();
    }
}
