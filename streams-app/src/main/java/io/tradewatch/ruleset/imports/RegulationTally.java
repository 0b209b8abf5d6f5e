package io.tradewatch.ruleset.imports;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts goods by regulation. A file that was cut at the end of a line may lack one regulation as a whole, which is
 * little of a large tariff.
 */
final class RegulationTally {
    /** A regulation of which fewer goods were law often ends. */
    private static final int SOME = 2;

    private final Map<String, Goods> regulations = new TreeMap<>();

    /**
     * Goods of a regulation.
     *
     * @param open were law before the import
     * @param ending end, because the data lacks them
     * @param stated are law by the data
     */
    private record Goods(int open, int ending, int stated) {
        private Goods plus(Goods other) {
            return new Goods(open + other.open, ending + other.ending, stated + other.stated);
        }

        private boolean haveVanished() {
            return open >= SOME && ending == open && stated == 0;
        }
    }

    /** Adds a family of a regulation. */
    void add(String regulation, FamilyMerge merge) {
        regulations.merge(regulation, new Goods(merge.open(), merge.ending(), merge.stated()), Goods::plus);
    }

    /** The regulations of which several goods were law, and of which none is left. */
    List<String> vanished() {
        return regulations.entrySet().stream()
                .filter(each -> each.getValue().haveVanished())
                .map(Map.Entry::getKey)
                .toList();
    }
}
