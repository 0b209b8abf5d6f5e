package io.tradewatch.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The answer to "how are you?", for programs by its status and for people by its reasons.
 *
 * @param status {@code up} or {@code down}
 * @param reasons why it is down
 * @param warnings what somebody should look at, although it is not down for it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record HealthReport(String status, List<String> reasons, List<String> warnings) {
    static HealthReport of(List<String> reasons, List<String> warnings) {
        return new HealthReport(reasons.isEmpty() ? "up" : "down", List.copyOf(reasons), List.copyOf(warnings));
    }

    boolean isUp() {
        return reasons.isEmpty();
    }

    /** Without what tells of the inside. */
    HealthReport withoutDetails() {
        return new HealthReport(status, List.of(), List.of());
    }
}
