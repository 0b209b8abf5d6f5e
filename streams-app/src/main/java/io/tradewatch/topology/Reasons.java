package io.tradewatch.topology;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.engine.model.Violations;
import java.util.function.Function;

/**
 * Why violations open, change or are withdrawn.
 *
 * @param opened why one opens, or opens again
 * @param updated why one that stands says something else now
 * @param withdrawn why one of a measure (by its id) stands no more
 */
record Reasons(StatusReason opened, StatusReason updated, Function<String, StatusReason> withdrawn) {
    static final Reasons CORRECTED = always(StatusReason.TRANSFER_CORRECTED);
    static final Reasons CANCELLED = always(StatusReason.TRANSFER_CANCELLED);

    private static Reasons always(StatusReason reason) {
        return new Reasons(reason, reason, measureId -> reason);
    }

    /** The transfer is screened for the first time. */
    static Reasons detected(CompiledRuleset law) {
        return new Reasons(StatusReason.DETECTED, StatusReason.MEASURE_CHANGED, changedOrRevoked(law));
    }

    /** The transfer is the same, so the law must have changed. */
    static Reasons rescreened(CompiledRuleset law) {
        return new Reasons(StatusReason.RESCREENED, StatusReason.MEASURE_CHANGED, changedOrRevoked(law));
    }

    private static Function<String, StatusReason> changedOrRevoked(CompiledRuleset law) {
        return measureId -> law.measureIds().contains(measureId) || measureId.equals(Violations.UNSCREENABLE)
                ? StatusReason.MEASURE_CHANGED
                : StatusReason.MEASURE_REVOKED;
    }
}
