package io.tradewatch.codec;

import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/** One record of the measures topic. The topic holds measures and reference tables in one total order. */
public sealed interface RulesetRecord {
    /** A number of at most 18 digits, which fits into a long. */
    Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** The prefix of the keys of reference tables. */
    String TABLE_PREFIX = "ref/";

    /** The record's key in the topic. */
    String key();

    /**
     * Returns the subject of a record by its key; the record need not be readable.
     *
     * @param key a record's key
     * @return the measureId, or {@code ref/<table>}: the part of the key before the last {@code @}, or the whole key if
     *     there is none
     */
    static String subjectOf(String key) {
        int at = key.lastIndexOf('@');
        return at < 0 ? key : key.substring(0, at);
    }

    /**
     * Returns the revision or version in a key.
     *
     * @param key a record's key
     * @return 0 or more; {@link Long#MAX_VALUE}, the highest possible, when the key has no revision or version
     */
    static long numberOf(String key) {
        String number = key.substring(key.lastIndexOf('@') + 1);
        return key.indexOf('@') >= 0 && NUMBER.matcher(number).matches() ? Long.parseLong(number) : Long.MAX_VALUE;
    }

    /**
     * A revision of a measure.
     *
     * @param measure the revision
     */
    record Revision(Measure measure) implements RulesetRecord {
        /** {@code measureId@revision}. */
        @Override
        public String key() {
            return measure.measureId() + "@" + measure.revision();
        }
    }

    /**
     * A version of a reference table.
     *
     * @param table the table
     * @param version 0 or more; the highest counts
     * @param recordedAt when this version became known
     */
    record Table(ReferenceTable table, int version, Instant recordedAt) implements RulesetRecord {
        public Table {
            Objects.requireNonNull(recordedAt, "recordedAt");
            if (table.name().isBlank()) {
                throw new IllegalArgumentException("a reference table needs a name");
            }
            if (version < 0) {
                throw new IllegalArgumentException(
                        "version of table " + table.name() + " is " + version + ", expected 0 or more");
            }
        }

        /** {@code ref/table@version}. */
        @Override
        public String key() {
            return TABLE_PREFIX + table.name() + "@" + version;
        }
    }
}
