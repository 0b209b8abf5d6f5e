package io.tradewatch.streams.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every change of a violation is told once.
 *
 * <ul>
 *   <li>Legal: the sequences of a violation are 0, 1, 2 and so on; it opens, may be updated, may be withdrawn, and may
 *       open again after that: {@code OPEN UPDATED WITHDRAWN OPEN}.
 *   <li>Illegal: a sequence twice, or left out; {@code OPEN OPEN}; {@code WITHDRAWN WITHDRAWN}; {@code WITHDRAWN
 *       UPDATED}; a beginning other than {@code OPEN}; an update that says what was said before; a withdrawal that says
 *       anything else; a reason that does not go with its status.
 * </ul>
 */
public final class ExactlyOnce implements Promise {
    private static final Map<ViolationStatus, Set<StatusReason>> REASONS = Map.of(
            ViolationStatus.OPEN,
            Set.of(StatusReason.DETECTED, StatusReason.RESCREENED, StatusReason.TRANSFER_CORRECTED),
            ViolationStatus.UPDATED,
            Set.of(StatusReason.TRANSFER_CORRECTED, StatusReason.MEASURE_CHANGED),
            ViolationStatus.WITHDRAWN,
            Set.of(
                    StatusReason.TRANSFER_CORRECTED,
                    StatusReason.TRANSFER_CANCELLED,
                    StatusReason.MEASURE_CHANGED,
                    StatusReason.MEASURE_REVOKED));

    private final Map<String, Violation> last = new HashMap<>();
    private final List<String> breaches = new ArrayList<>();

    @Override
    public void alertObserved(ObservedAlert alert) {
        Violation now = alert.violation();
        Violation before = last.put(now.getViolationId(), now);
        if (!alert.key().equals(now.getViolationId())) {
            breaches.add(alert + " has the key " + alert.key());
        }
        int expected = before == null ? 0 : before.getSequence() + 1;
        if (now.getSequence() != expected) {
            breaches.add(alert + ": expected sequence " + expected);
        }
        if (!REASONS.get(now.getStatus()).contains(now.getStatusReason())) {
            breaches.add(alert + ": that reason does not go with that status");
        }
        if (before == null || before.getStatus() == ViolationStatus.WITHDRAWN) {
            if (now.getStatus() != ViolationStatus.OPEN) {
                breaches.add(alert + ": there was nothing open");
            }
        } else {
            goesOn(alert, before, now);
        }
    }

    private void goesOn(ObservedAlert alert, Violation before, Violation now) {
        boolean saysTheSame = Content.of(now).equals(Content.of(before));
        switch (now.getStatus()) {
            case OPEN -> breaches.add(alert + ": it was open already");
            case UPDATED -> {
                if (saysTheSame) {
                    breaches.add(alert + ": that was said before");
                }
            }
            case WITHDRAWN -> {
                if (!saysTheSame) {
                    breaches.add(alert + ": what is withdrawn is not what was said");
                }
            }
        }
    }

    @Override
    public void doAssert() {
        assertThat(breaches).as("every change of a violation is told once").isEmpty();
    }
}
