package io.tradewatch.measures;

import io.tradewatch.screening.Measure;

/** The record keys of the topic {@code measures}. */
public final class LawKeys {
    private static final String TABLE_PREFIX = "ref/";

    private LawKeys() {}

    /** {@code measureId@revision}. */
    public static String measure(Measure measure) {
        return measure.measureId() + "@" + measure.revision();
    }

    /** {@code ref/table@version}. */
    public static String table(String name, int version) {
        return TABLE_PREFIX + name + "@" + version;
    }

    /** Whether a key is that of a reference table. */
    public static boolean isTable(String key) {
        return key.startsWith(TABLE_PREFIX);
    }
}
