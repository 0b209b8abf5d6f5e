package io.tradewatch.codec;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.ListedRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shares equal objects between measures. A large ruleset repeats the same goods, countries and instruments; a prefix
 * with its text takes 72 bytes of memory, and a reference to a shared prefix takes 4.
 *
 * <p>Threading notes: not safe for use by several threads.
 */
final class Interner {
    /**
     * The most objects of one kind; more than the number of codes in the HS and its tariffs. At this size the objects
     * of the kind are dropped, so that those that no measure uses any more do not stay in memory.
     */
    static final int MOST = 1 << 16;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<List<String>, List<String>> lists = new HashMap<>();
    private final Map<List<String>, List<ListedRole>> roles = new HashMap<>();
    private final Map<String, CommodityPrefix> prefixes = new HashMap<>();

    /** Returns the shared copy of a text. */
    String text(String text) {
        return shared(texts, text, Function.identity());
    }

    /** Returns the shared copy of a text, or null for null. */
    @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** Returns the shared copy of a list; it is unmodifiable. */
    List<String> list(List<String> list) {
        return shared(lists, List.copyOf(list), Function.identity());
    }

    /**
     * Returns the roles from their written form, as an unmodifiable list.
     *
     * @throws IllegalArgumentException when one is none
     */
    List<ListedRole> roles(List<String> written) {
        return shared(
                roles,
                List.copyOf(written),
                list -> list.stream().map(ListedRole::parse).toList());
    }

    /**
     * Returns the prefixes from their written form.
     *
     * @throws IllegalArgumentException when one is none
     */
    List<CommodityPrefix> prefixes(List<String> written) {
        List<CommodityPrefix> result = new ArrayList<>(written.size());
        for (String one : written) {
            result.add(shared(prefixes, one, CommodityPrefix::parse));
        }
        return result;
    }

    private static <K, V> V shared(Map<K, V> known, K key, Function<K, V> make) {
        V one = known.get(key);
        if (one == null) {
            if (known.size() == MOST) {
                known.clear();
            }
            one = make.apply(key);
            known.put(key, one);
        }
        return one;
    }
}
