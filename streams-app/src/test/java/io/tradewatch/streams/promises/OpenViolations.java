package io.tradewatch.streams.promises;

import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import java.util.Map;
import java.util.TreeMap;

/** What is open, told by the alerts so far: by transferId, then by violationId, apart from life cycle and lawVersion. */
public final class OpenViolations {
    private final Map<String, Map<String, Violation>> byTransfer = new TreeMap<>();

    /** Takes in the next alert. */
    public void add(ObservedAlert alert) {
        Violation violation = alert.violation();
        Map<String, Violation> open =
                byTransfer.computeIfAbsent(violation.getTransferId(), transferId -> new TreeMap<>());
        if (violation.getStatus() == ViolationStatus.WITHDRAWN) {
            open.remove(violation.getViolationId());
        } else {
            open.put(violation.getViolationId(), Content.of(violation));
        }
        if (open.isEmpty()) {
            byTransfer.remove(violation.getTransferId());
        }
    }

    /** The open violations of one transfer. */
    public Map<String, Violation> of(String transferId) {
        return byTransfer.getOrDefault(transferId, Map.of());
    }

    /** All of them; transfers without any are left out. */
    public Map<String, Map<String, Violation>> all() {
        return byTransfer;
    }
}
