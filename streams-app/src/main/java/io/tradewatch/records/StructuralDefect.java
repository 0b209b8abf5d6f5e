package io.tradewatch.records;

import java.util.Objects;

/**
 * Why a record can never be used, however often it is read. A registry that cannot be reached is not a defect.
 *
 * @param reason the kind of defect, for programs
 * @param detail what was found where, and what was expected, for people; it may quote what others wrote, whose characters
 *     that are not seen are escapes then ({@link PrintableText#line})
 */
public record StructuralDefect(Reason reason, String detail) {
    public StructuralDefect {
        Objects.requireNonNull(reason, "reason");
        detail = PrintableText.line(Objects.requireNonNull(detail, "detail"));
    }

    /** The kinds of defects. Their names are part of the contract: dead letters carry them. */
    public enum Reason {
        /** The record has no value. In a topic of events a tombstone says nothing. */
        NULL_VALUE,
        /**
         * The value is not the registry's wire format (0, a schema id in four bytes, Avro), its bytes do not follow the
         * schema that they name, bytes are left over, or that schema is not one of the contract's versions. Of a row of a
         * file: its bytes are no text in the file's charset, or it is too long for any transfer.
         */
        UNDECODABLE,
        /** The registry does not know the schema id, or knows something there that is no Avro schema. */
        UNKNOWN_SCHEMA,
        /** The transfer has no {@code transferId}, or a blank one. */
        MISSING_TRANSFER_ID,
        /** The transfer has no {@code occurredAt}. */
        MISSING_OCCURRED_AT,
        /** The transfer has no goods items. */
        NO_GOODS_ITEMS,
        /** A goods item has no {@code itemNumber}. */
        MISSING_ITEM_NUMBER,
        /** Two goods items have the same {@code itemNumber}. */
        DUPLICATE_ITEM_NUMBER,
        /** {@code revision} is below 0. */
        NEGATIVE_REVISION,
        /** A decimal has more than 38 digits, or more decimals than its field holds. */
        DECIMAL_OUT_OF_RANGE,
        /** A date or time is outside the years 0001 to 9999. */
        DATE_OUT_OF_RANGE,
        /** The record's key is not the one that its value calls for. */
        KEY_MISMATCH,
        /** The same revision of the transfer was seen before with other content. */
        CONFLICTING_REVISION,
        /** The text is not one JSON object. */
        MALFORMED_JSON,
        /** A JSON field is not known, is missing, or has a value of another kind than expected. */
        WRONG_FIELD,
        /** A measure or reference table is well-formed, but the rules cannot work with it. */
        UNUSABLE_LAW
    }

    @Override
    public String toString() {
        return reason + ": " + detail;
    }
}
