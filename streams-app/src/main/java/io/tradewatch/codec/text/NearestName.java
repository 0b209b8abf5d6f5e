package io.tradewatch.codec.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the most likely name for a mistyped one. */
public final class NearestName {
    /** The number of letters to insert, delete or change; -1 if it is more than two. */
    private static final LevenshteinDistance EDITS = new LevenshteinDistance(2);

    private NearestName() {}

    /**
     * Returns the name nearest to the written one, regardless of letter case; empty when no name is within two edits.
     */
    public static Optional<String> of(String written, Collection<String> names) {
        Map<String, Integer> near = new TreeMap<>();
        for (String name : names) {
            int edits = EDITS.apply(written.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (edits >= 0) {
                near.put(name, edits);
            }
        }
        return near.entrySet().stream().min(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }
}
