package io.tradewatch.screening;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The target countries of one flow, with what the index needs to know of each. Immutable once built. */
final class TargetTable {
    private static final Target NO_TARGET = new Target(Set.of(), new int[0]);

    /**
     * What is known of one target country.
     *
     * @param editions the editions that measures towards it are written in
     * @param listingGoods ordinals of the measures towards it that list certain goods, not all
     */
    private record Target(Set<HsEdition> editions, int[] listingGoods) {}

    private final Map<String, Target> targets;

    private TargetTable(Map<String, Target> targets) {
        this.targets = targets;
    }

    boolean contains(String country) {
        return targets.containsKey(country);
    }

    Set<HsEdition> editions(String country) {
        return targets.getOrDefault(country, NO_TARGET).editions();
    }

    /** Measures towards a country that list certain goods. The array is shared: callers only read it. */
    int[] listingGoods(String country) {
        return targets.getOrDefault(country, NO_TARGET).listingGoods();
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
            Map<String, Target> targets = new HashMap<>();
            editions.forEach((country, set) -> targets.put(
                    country,
                    new Target(
                            Collections.unmodifiableSet(set),
                            listingGoods.get(country).build().toArray())));
            return new TargetTable(Map.copyOf(targets));
        }
    }
}
