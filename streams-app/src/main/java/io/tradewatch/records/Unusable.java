package io.tradewatch.records;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A record of the topic of measures that the ruleset lacks.
 *
 * @param key the record's key as text; {@code 0x} and hex digits where the bytes are not UTF-8
 * @param offset where it stands
 * @param problem why it cannot be used
 */
public record Unusable(String key, long offset, String problem) {
    /** So many are named where they are shown; the others are counted. */
    public static final int MOST_SHOWN = 100;

    private static final int LONGEST_TEXT = 300;

    public Unusable {
        Objects.requireNonNull(key, "key");
        problem = shortened(problem);
    }

    /** The measureId, or {@code ref/<table>}, of which the ruleset lacks something. */
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

    /** The first {@value #MOST_SHOWN} keys and how many more there are. */
    public static String keys(Collection<Unusable> unusable) {
        String first = unusable.stream()
                .limit(MOST_SHOWN)
                .map(record -> shortened(record.key()))
                .collect(Collectors.joining(", "));
        int more = unusable.size() - MOST_SHOWN;
        return more <= 0 ? first : first + " and " + more + " more";
    }
}
