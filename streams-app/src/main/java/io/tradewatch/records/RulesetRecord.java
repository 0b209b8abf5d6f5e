package io.tradewatch.records;

import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;

/** One record of the topic of measures: everything that the law consists of comes in one order. */
public sealed interface RulesetRecord {
    /** Of so many digits that it fits into a long. */
    Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** What the keys of reference tables begin with. */
    String TABLE_PREFIX = "ref/";

    /** The key under which it is published. */
    String key();

    /**
     * What a record with a key speaks of, whether or not the record can be read.
     *
     * @param key a record's key
     * @return the measureId, or {@code ref/<table>}: what stands before the last {@code @}; all of the key without one
     */
    static String subjectOf(String key) {
        int at = key.lastIndexOf('@');
        return at < 0 ? key : key.substring(0, at);
    }

    /**
     * The revision or version that a key names.
     *
     * @param key a record's key
     * @return 0 or more; {@link Long#MAX_VALUE} where the key names none, so that no other is higher
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
