package io.tradewatch.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The result of a health check: a status for programs and reasons for people.
 *
 * @param status {@code up} or {@code down}
 * @param reasons why it is down
 * @param warnings problems that need attention but do not change the status
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record HealthReport(String status, List<String> reasons, List<String> warnings) {
    static HealthReport of(List<String> reasons, List<String> warnings) {
        return new HealthReport(reasons.isEmpty() ? "up" : "down", List.copyOf(reasons), List.copyOf(warnings));
    }

    boolean isUp() {
        return reasons.isEmpty();
    }

    /** The same report without internal details. */
    HealthReport withoutDetails() {
        return new HealthReport(status, List.of(), List.of());
    }
}
