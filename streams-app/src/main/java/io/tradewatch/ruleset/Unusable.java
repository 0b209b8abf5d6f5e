package io.tradewatch.ruleset;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.text.FirstFew;
import java.util.Collection;
import java.util.Objects;

/**
 * A record of the measures topic that is missing from the ruleset because it cannot be used.
 *
 * @param key the record's key as text; {@code 0x} and hex digits if the bytes are not UTF-8
 * @param offset the record's offset
 * @param problem why it cannot be used
 */
public record Unusable(String key, long offset, String problem) {
    /** The most records that a message names; it gives the number of the others. */
    public static final int MOST_SHOWN = 100;

    private static final int LONGEST_TEXT = 300;

    public Unusable {
        Objects.requireNonNull(key, "key");
        problem = shortened(problem);
    }

    /** The measureId, or {@code ref/<table>}, that the record belongs to. */
    public String subject() {
        return RulesetRecord.subjectOf(key);
    }

    /** Key, offset and problem, as one text of bounded length. */
    @Override
    public String toString() {
        return shortened(key) + " at offset " + offset + ": " + problem;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }

    /** Returns the first {@value #MOST_SHOWN} keys and the number of the others. */
    public static String keys(Collection<Unusable> unusable) {
        return FirstFew.of(
                unusable.stream().map(record -> shortened(record.key())).toList(), MOST_SHOWN);
    }
}
