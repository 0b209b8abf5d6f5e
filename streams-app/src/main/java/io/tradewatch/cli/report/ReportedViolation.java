package io.tradewatch.cli.report;

import io.tradewatch.avro.Violation;
import io.tradewatch.replay.Difference;
import org.jspecify.annotations.Nullable;

/**
 * A violation in a report.
 *
 * @param violation the violation
 * @param difference how it differs between two results, if the report compares two; null otherwise
 */
public record ReportedViolation(
        Violation violation, @Nullable Difference difference) {
    /** An open violation. */
    public static ReportedViolation open(Violation violation) {
        return new ReportedViolation(violation, null);
    }

    /** A violation that differs. */
    public static ReportedViolation different(Difference difference) {
        return new ReportedViolation(difference.violation(), difference);
    }
}
