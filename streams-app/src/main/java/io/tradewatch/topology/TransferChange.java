package io.tradewatch.topology;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one record of a transfer changes. Either all of it is remembered and published, or nothing.
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

    /** Nothing was found in the transfer, now or before. */
    static TransferChange none(byte[] transferId) {
        return new TransferChange(transferId, null, null, List.of(), null);
    }

    /**
     * So much changes that it is not held in memory at once.
     *
     * @param misfit how much that is, for people
     */
    static TransferChange tooLarge(byte[] transferId, String misfit) {
        return new TransferChange(transferId, null, null, List.of(), misfit);
    }

    /**
     * Something is or was found in the transfer.
     *
     * @param transferId the transfer's id in UTF-8
     * @param transfer what to remember of the transfer
     * @param violations those that change, in the order in which they are published
     */
    static TransferChange of(byte[] transferId, StoredTransfer transfer, List<PublishedChange> violations) {
        return new TransferChange(transferId, null, transfer, violations, null);
    }

    /** The same, and the transfer was corrected or cancelled. */
    TransferChange withRevision(StoredTransfer newest) {
        return new TransferChange(transferId, newest, violating, violations, misfit);
    }

    /** Why nothing of it can be remembered and published; empty where that is for others to say. */
    Optional<String> misfit() {
        return Optional.ofNullable(misfit);
    }

    /** The transfer's id in UTF-8. */
    byte[] transferId() {
        return transferId;
    }

    /** The revision to remember of a transfer that was corrected or cancelled; null otherwise. */
    @Nullable StoredTransfer revision() {
        return revision;
    }

    /** The transfer to remember where something is or was found in it; null otherwise. */
    @Nullable StoredTransfer violating() {
        return violating;
    }

    /** The violations that change, in the order in which they are published. */
    List<PublishedChange> violations() {
        return violations;
    }
}
