package io.tradewatch.screening;

import io.tradewatch.state.StoredTransfer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The changes caused by one record of a transfer. They are stored and published all or none.
 *
 * <p>A class, not a record: it holds an array and is never compared.
 */
final class TransferChange {
    private final byte[] transferId;
    private final @Nullable StoredTransfer revision;
    private final @Nullable StoredTransfer violating;
    private final List<PublishedChange> violations;
    private final @Nullable String misfit;

    private TransferChange(
            byte[] transferId,
            @Nullable StoredTransfer revision,
            @Nullable StoredTransfer violating,
            List<PublishedChange> violations,
            @Nullable String misfit) {
        this.transferId = transferId;
        this.revision = revision;
        this.violating = violating;
        this.violations = List.copyOf(violations);
        this.misfit = misfit;
    }

    /** The change of a transfer without findings, now and before: none. */
    static TransferChange none(byte[] transferId) {
        return new TransferChange(transferId, null, null, List.of(), null);
    }

    /**
     * A change that is too large to be kept in memory.
     *
     * @param misfit the size of the change, as text for users
     */
    static TransferChange tooLarge(byte[] transferId, String misfit) {
        return new TransferChange(transferId, null, null, List.of(), misfit);
    }

    /**
     * The change of a transfer that has or had violations.
     *
     * @param transferId the transfer's id in UTF-8
     * @param transfer the state to store for the transfer
     * @param violations the violations that change, in the order of publication
     */
    static TransferChange of(byte[] transferId, StoredTransfer transfer, List<PublishedChange> violations) {
        return new TransferChange(transferId, null, transfer, violations, null);
    }

    /** A copy for a transfer that was corrected or cancelled. */
    TransferChange withRevision(StoredTransfer newest) {
        return new TransferChange(transferId, newest, violating, violations, misfit);
    }

    /** Why the change can be neither stored nor published; empty if this class knows no reason. */
    Optional<String> misfit() {
        return Optional.ofNullable(misfit);
    }

    /** The transfer's id in UTF-8. */
    byte[] transferId() {
        return transferId;
    }

    /** The revision to store for a transfer that was corrected or cancelled; null otherwise. */
    @Nullable StoredTransfer revision() {
        return revision;
    }

    /** The transfer to store if it has or had violations; null otherwise. */
    @Nullable StoredTransfer violating() {
        return violating;
    }

    /** The violations that change, in the order of publication. */
    List<PublishedChange> violations() {
        return violations;
    }
}
