package io.tradewatch.topology;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of transfers that were screened: those that ever had a violation, and those that were corrected or
 * cancelled. Nothing is remembered of others, wherever this is kept, so that the same records always get the same verdict.
 * Transfers are named by their ids in UTF-8. Used by one thread.
 */
interface TransferMemory {
    /** The newest revision of a transfer that is remembered; null when nothing is. */
    @Nullable StoredTransfer newest(byte[] transferId);

    /** All violations that the transfer ever had, in their last states, by violationId in its order; may be changed. */
    Map<String, StoredViolation> violationsOf(byte[] transferId);

    /** Why a change cannot be remembered; empty where it can. */
    default Optional<String> misfit(TransferChange change) {
        return Optional.empty();
    }

    /** Remembers all of a change. */
    default void remember(TransferChange change) {
        if (change.revision() != null) {
            rememberRevision(change.transferId(), change.revision());
        }
        if (change.violating() != null) {
            rememberViolating(change.transferId(), change.violating());
        }
        for (PublishedChange violation : change.violations()) {
            rememberViolation(change.transferId(), violation.violation().getViolationId(), violation.stored());
        }
    }

    /** Remembers that a transfer was corrected or cancelled. */
    void rememberRevision(byte[] transferId, StoredTransfer transfer);

    /** Remembers a transfer that has or had violations. */
    void rememberViolating(byte[] transferId, StoredTransfer transfer);

    /** Remembers the last state of one violation. */
    void rememberViolation(byte[] transferId, String violationId, StoredViolation violation);
}
