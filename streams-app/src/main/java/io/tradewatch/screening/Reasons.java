package io.tradewatch.screening;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.ruleset.CompiledRuleset;
import java.util.function.Function;

/**
 * Why violations open, change or are withdrawn.
 *
 * @param opened the reason when a violation opens or reopens
 * @param updated the reason when the content of an open violation changes
 * @param withdrawn the reason when a violation is withdrawn, by measure id
 */
record Reasons(StatusReason opened, StatusReason updated, Function<String, StatusReason> withdrawn) {
    static final Reasons CORRECTED = always(StatusReason.TRANSFER_CORRECTED);
    static final Reasons CANCELLED = always(StatusReason.TRANSFER_CANCELLED);

    private static Reasons always(StatusReason reason) {
        return new Reasons(reason, reason, measureId -> reason);
    }

    /** The reasons when a transfer is screened for the first time. */
    static Reasons detected(CompiledRuleset law) {
        return new Reasons(StatusReason.DETECTED, StatusReason.MEASURE_CHANGED, changedOrRevoked(law));
    }

    /** The reasons when an unchanged transfer is screened again: the ruleset must have changed. */
    static Reasons rescreened(CompiledRuleset law) {
        return new Reasons(StatusReason.RESCREENED, StatusReason.MEASURE_CHANGED, changedOrRevoked(law));
    }

    private static Function<String, StatusReason> changedOrRevoked(CompiledRuleset law) {
        return measureId -> law.measureIds().contains(measureId) || measureId.equals(Violations.UNSCREENABLE)
                ? StatusReason.MEASURE_CHANGED
                : StatusReason.MEASURE_REVOKED;
    }
}
