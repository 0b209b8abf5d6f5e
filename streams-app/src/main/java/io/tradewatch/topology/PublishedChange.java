package io.tradewatch.topology;

import io.tradewatch.avro.Violation;

/**
 * A change of one violation that is to be published, as it is remembered.
 *
 * <p>A class, not a record: it holds an array and is never compared.
 */
final class PublishedChange {
    private final Violation violation;
    private final byte[] value;

    /**
     * @param violation with its sequence, status and reason
     * @param value the same, in the registry's wire format
     */
    PublishedChange(Violation violation, byte[] value) {
        this.violation = violation;
        this.value = value;
    }

    Violation violation() {
        return violation;
    }

    byte[] value() {
        return value;
    }
}
