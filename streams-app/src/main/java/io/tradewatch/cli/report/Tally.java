package io.tradewatch.cli.report;

import io.tradewatch.codec.text.PrintableText;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts by name, in bounded memory: the first {@value #MOST_NAMES} different names are counted one by one, the others
 * together.
 *
 * <p>Threading notes: for one thread.
 */
final class Tally {
    private static final int MOST_NAMES = 10_000;
    private static final int MOST_CHARACTERS = 120;

    private final Map<String, Long> counts = new HashMap<>();
    private long others;

    /** A name and how often it was added. */
    record Entry(String name, long count) {}

    void add(@Nullable String name) {
        String shown = cut(name == null || name.isBlank() ? "(unknown)" : name);
        if (counts.size() < MOST_NAMES || counts.containsKey(shown)) {
            counts.merge(shown, 1L, Long::sum);
        } else {
            others++;
        }
    }

    /** The names that were added most often, most frequent first, then in the order of names. */
    List<Entry> top(int most) {
        return counts.entrySet().stream()
                .map(each -> new Entry(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(Entry::count).reversed().thenComparing(Entry::name))
                .limit(most)
                .toList();
    }

    /** The number of different names that were counted one by one. */
    int names() {
        return counts.size();
    }

    /** How often the names were added that are not among these entries. */
    long beyond(List<Entry> entries) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum() + others;
        return all - entries.stream().mapToLong(Entry::count).sum();
    }

    private static String cut(String name) {
        String line = PrintableText.line(name);
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
    }
}
