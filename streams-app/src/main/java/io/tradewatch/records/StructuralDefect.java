package io.tradewatch.records;

import java.util.Objects;

/**
 * Why a record can never be used, however often it is read. A registry that cannot be reached is not a defect.
 *
 * @param reason the kind of defect, for programs
 * @param detail what was found where, and what was expected, for people; at most {@value #MOST_CHARACTERS} characters: what
 *     it quotes may be as long as a record, and the rest is cut. Characters of it that are not seen are escapes ({@link
 *     PrintableText#line})
 */
public record StructuralDefect(Reason reason, String detail) {
    /** How long a detail may be, in characters. */
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
        /** What would be written for the transfer is larger than the topic for it takes. */
        TOO_LARGE,
        /** Screening it failed as often as {@code screening.max-failures-per-record} allows. */
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
