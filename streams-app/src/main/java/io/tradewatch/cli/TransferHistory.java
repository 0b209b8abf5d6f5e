package io.tradewatch.cli;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the application would have published of one transfer by now, revision by revision: a file may hold several, and
 * the state of a violation tells how often it was published before.
 */
final class TransferHistory {
    private final Map<String, Integer> lastSequences = new HashMap<>();
    private List<Violation> standing = List.of();

    /** The violations that stand. */
    List<Violation> standing() {
        return standing;
    }

    /**
     * Makes what was found in the newest revision stand, and nothing else.
     *
     * @param found the violations; their states are set here
     * @param opened why those open that did not stand
     */
    void become(List<Violation> found, StatusReason opened) {
        Set<String> gone = new HashSet<>();
        standing.forEach(violation -> gone.add(violation.getViolationId()));
        for (Violation violation : found) {
            boolean stood = gone.remove(violation.getViolationId());
            violation.setStatus(stood ? ViolationStatus.UPDATED : ViolationStatus.OPEN);
            violation.setStatusReason(stood ? StatusReason.TRANSFER_CORRECTED : opened);
            violation.setSequence(nextSequence(violation.getViolationId()));
        }
        gone.forEach(this::nextSequence);
        standing = List.copyOf(found);
    }

    private int nextSequence(String violationId) {
        return lastSequences.merge(violationId, 0, (last, first) -> last + 1);
    }
}
