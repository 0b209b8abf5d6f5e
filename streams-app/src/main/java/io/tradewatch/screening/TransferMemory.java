package io.tradewatch.screening;

import io.tradewatch.state.StoredTransfer;
import io.tradewatch.state.StoredViolation;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stores screened transfers: those that ever had a violation, and those that were corrected or cancelled. No
 * implementation stores other transfers, so that the same records always get the same verdict. Transfers are identified
 * by their ids in UTF-8. Used by one thread.
 */
interface TransferMemory {
    /** The newest stored revision of a transfer; null when the transfer is not stored. */
    @Nullable StoredTransfer newest(byte[] transferId);

    /**
     * All violations that the transfer ever had, in their last states, by violationId in ascending order; the caller
     * may modify the map.
     */
    Map<String, StoredViolation> violationsOf(byte[] transferId);

    /** Why a change cannot be stored; empty if it can. */
    default Optional<String> misfit(TransferChange change) {
        return Optional.empty();
    }

    /** Stores all of a change. */
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

    /** Stores the revision of a transfer that was corrected or cancelled. */
    void rememberRevision(byte[] transferId, StoredTransfer transfer);

    /** Stores a transfer that has or had violations. */
    void rememberViolating(byte[] transferId, StoredTransfer transfer);

    /** Stores the last state of one violation. */
    void rememberViolation(byte[] transferId, String violationId, StoredViolation violation);
}
