package io.tradewatch.ruleset;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.engine.model.ReferenceTable;

/** The keys of the measures topic: {@code measureId@revision} and {@code ref/<table>@<version>}. */
public final class RulesetKey {
    /** The prefix of the subjects of reference tables. */
    static final String TABLE_PREFIX = RulesetRecord.TABLE_PREFIX;

    static final String EXCHANGE_RATES = TABLE_PREFIX + ReferenceTable.EXCHANGE_RATES;

    private RulesetKey() {}

    /** The subject that a record with this key changes: the measure's id, or {@code ref/<table>}. */
    public static String subject(String key) {
        return RulesetRecord.subjectOf(key);
    }
}
