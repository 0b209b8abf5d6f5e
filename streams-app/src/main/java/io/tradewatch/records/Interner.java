package io.tradewatch.records;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.ListedRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What many measures say alike, as one object for all of them. A large law names the same goods, countries and instruments
 * again and again; a prefix with its text takes 72 bytes of memory, and only 4 where a measure lists one that is there.
 *
 * <p>Threading notes: not safe for use by several threads.
 */
final class Interner {
    /**
     * So many of a kind are remembered, more than there are codes in the HS and in the tariffs below it; then they are
     * forgotten, so that what no measure says any more does not stay for good.
     */
    static final int MOST = 1 << 16;

    private final Map<String, String> texts = new HashMap<>();
    private final Map<List<String>, List<String>> lists = new HashMap<>();
    private final Map<List<String>, List<ListedRole>> roles = new HashMap<>();
    private final Map<String, CommodityPrefix> prefixes = new HashMap<>();

    /** An equal text. */
    String text(String text) {
        return shared(texts, text, Function.identity());
    }

    /** An equal text, or null for none. */
    @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** An equal list, which cannot be changed. */
    List<String> list(List<String> list) {
        return shared(lists, List.copyOf(list), Function.identity());
    }

    /**
     * The roles that are written so, in a list which cannot be changed.
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
     * The prefixes that are written so.
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
