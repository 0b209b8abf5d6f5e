package io.tradewatch.benchmarks;

import io.tradewatch.engine.model.CommodityPrefix;
import java.util.List;

/** The prefixes of a measure that a look-up by each prefix of a code needs: so that each measure is found once. */
final class CoveringPrefixes {
    private CoveringPrefixes() {}

    /** Their digits, without those that a shorter one of the same measure covers. */
    static List<String> of(List<CommodityPrefix> prefixes) {
        List<String> digits =
                prefixes.stream().map(CommodityPrefix::digits).distinct().toList();
        return digits.stream()
                .filter(one ->
                        digits.stream().noneMatch(other -> other.length() < one.length() && one.startsWith(other)))
                .toList();
    }
}
