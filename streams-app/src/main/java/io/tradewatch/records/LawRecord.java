package io.tradewatch.records;

import io.tradewatch.screening.Measure;
import io.tradewatch.screening.ReferenceTable;
import java.time.Instant;
import java.util.Objects;

/** One record of the topic of measures: everything that the law consists of comes in one order. */
public sealed interface LawRecord {

    /** The key under which it is published. */
    String key();

    /**
     * A revision of a measure.
     *
     * @param measure the revision
     */
    record Revision(Measure measure) implements LawRecord {
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
    record Table(ReferenceTable table, int version, Instant recordedAt) implements LawRecord {
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
            return "ref/" + table.name() + "@" + version;
        }
    }
}
