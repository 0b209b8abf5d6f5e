package io.tradewatch.engine.rules;

import io.tradewatch.engine.model.HsEdition;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The target countries of one flow, with what the index needs to know of each. Immutable once built. */
final class TargetTable {
    private static final int[] NOTHING = {};

    /** The editions that measures towards each target country are written in. */
    private final Map<String, Set<HsEdition>> editions;

    /** Ordinals of the measures towards each target country that list certain goods, not all. */
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

    /** Measures towards a country that list certain goods. The array is shared: callers only read it. */
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
