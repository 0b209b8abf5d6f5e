package io.tradewatch.engine.rules;

import io.tradewatch.engine.model.HsEdition;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The target countries of one flow, with the editions and measures that the index needs for each. Immutable once built.
 */
final class TargetTable {
    private static final int[] NOTHING = {};

    /** The editions of the measures towards each target country. */
    private final Map<String, Set<HsEdition>> editions;

    /** Ordinals of the measures towards each target country, without those that cover all goods. */
    private final Map<String, int[]> listingGoods;

    private TargetTable(Map<String, Set<HsEdition>> editions, Map<String, int[]> listingGoods) {
        this.editions = editions;
        this.listingGoods = listingGoods;
    }

    boolean contains(String country) {
        return editions.containsKey(country);
    }

    Set<HsEdition> editions(String country) {
        return editions.getOrDefault(country, Set.of());
    }

    /**
     * Ordinals of the measures towards a country, without those that cover all goods. The array is shared: callers only
     * read it.
     */
    int[] listingGoods(String country) {
        return listingGoods.getOrDefault(country, NOTHING);
    }

    /** Collects targets. Not safe for use by several threads. */
    static final class Builder {
        private final Map<String, Set<HsEdition>> editions = new HashMap<>();
        private final Map<String, IntStream.Builder> listingGoods = new HashMap<>();

        void add(String country, int ordinal, CompiledMeasure measure) {
            editions.computeIfAbsent(country, c -> EnumSet.noneOf(HsEdition.class))
                    .add(measure.measure().hsEdition());
            IntStream.Builder ordinals = listingGoods.computeIfAbsent(country, c -> IntStream.builder());
            if (!measure.coversAllGoods()) {
                ordinals.add(ordinal);
            }
        }

        TargetTable build() {
            Map<String, Set<HsEdition>> frozenEditions = new HashMap<>();
            editions.forEach((country, set) -> frozenEditions.put(country, Collections.unmodifiableSet(set)));
            Map<String, int[]> frozenListing = new HashMap<>();
            listingGoods.forEach((country, ordinals) ->
                    frozenListing.put(country, ordinals.build().toArray()));
            return new TargetTable(Map.copyOf(frozenEditions), Map.copyOf(frozenListing));
        }
    }
}
