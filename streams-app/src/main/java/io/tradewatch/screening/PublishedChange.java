package io.tradewatch.screening;

import io.tradewatch.avro.Violation;
import io.tradewatch.state.StoredViolation;

/**
 * A change of one violation that is to be published and stored.
 *
 * <p>A class, not a record: it holds arrays and is never compared.
 */
final class PublishedChange {
    private final Violation violation;
    private final StoredViolation stored;

    /**
     * @param violation the violation with its sequence, status and reason
     * @param stored the stored form of the violation
     */
    PublishedChange(Violation violation, StoredViolation stored) {
        this.violation = violation;
        this.stored = stored;
    }

    Violation violation() {
        return violation;
    }

    StoredViolation stored() {
        return stored;
    }

    /** The violation in the registry's wire format. */
    byte[] value() {
        return stored.value();
    }
}
