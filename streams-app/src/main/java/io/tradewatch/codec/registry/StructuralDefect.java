package io.tradewatch.codec.registry;

import io.tradewatch.codec.text.PrintableText;
import java.util.Objects;

/**
 * The reason why a record is permanently unusable. A registry that cannot be reached is not a defect.
 *
 * @param reason the kind of defect, for programs
 * @param detail what was found where, and what was expected, for people; at most {@value #MOST_CHARACTERS} characters:
 *     quoted text may be as long as a record, so a longer detail is truncated. Invisible characters are escaped
 *     ({@link PrintableText#line})
 */
public record StructuralDefect(Reason reason, String detail) {
    /** The longest detail, in characters. */
    public static final int MOST_CHARACTERS = 1_000;

    public StructuralDefect {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(detail, "detail");
        detail = cut(PrintableText.line(cut(detail)));
    }

    private static String cut(String detail) {
        if (detail.length() <= MOST_CHARACTERS) {
            return detail;
        }
        int end = MOST_CHARACTERS - 1;
        return detail.substring(0, Character.isHighSurrogate(detail.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    /** The kinds of defects. Their names are part of the contract: dead letters carry them. */
    public enum Reason {
        /** The record has no value. A tombstone has no meaning in a topic of events. */
        NULL_VALUE,
        /**
         * The value is not the registry's wire format (0, a schema id in four bytes, Avro), its bytes do not follow the
         * schema that they name, bytes are left over, or that schema is not one of the contract's versions. For a row
         * of a file: its bytes are not valid in the file's charset, or it is too long for any transfer.
         */
        UNDECODABLE,
        /** The registry does not have the schema id, or has a schema with this id that is not an Avro schema. */
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
        /** The record's key does not match its value. */
        KEY_MISMATCH,
        /** The same revision of the transfer was seen before with other content. */
        CONFLICTING_REVISION,
        /** The output for the transfer is too large for its topic. */
        TOO_LARGE,
        /** Screening the record failed {@code screening.max-failures-per-record} times. */
        FAILED,
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
