package io.tradewatch.screening;

import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import java.util.Optional;

/** The result of screening one record of a transfer, given the transfer's earlier records. */
public sealed interface Verdict {
    /**
     * The record is the transfer's newest revision, or repeats it.
     *
     * @param isClean whether it has no findings
     */
    record Screened(boolean isClean) implements Verdict {}

    /**
     * A higher revision was seen before.
     *
     * @param by that revision
     */
    record Superseded(int by) implements Verdict {}

    /**
     * The same revision was seen before with different content; the earlier content stays in force.
     *
     * @param revision that revision
     */
    record Conflicting(int revision) implements Verdict {}

    /** The record is unusable. */
    record Unusable(StructuralDefect why) implements Verdict {}

    /** Why the record is a dead letter; empty if it is not one. */
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
