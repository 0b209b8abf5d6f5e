package io.tradewatch.ruleset.review;

import io.tradewatch.engine.model.Measure;
import java.util.Set;

/** The goods of a measure, by its codes and the exempt ones, in its own edition. */
final class MeasureGoods {
    private final ListedCodes goods = new ListedCodes();
    private final ListedCodes exempt = new ListedCodes();

    MeasureGoods(Measure measure) {
        measure.commodities().forEach(goods::add);
        measure.exceptCommodities().forEach(exempt::add);
    }

    /** How much of a code the measure restricts. A longer code, or one with {@code ex}, is a part of it. */
    Extent of(String digits) {
        return switch (exempt.extent(digits)) {
            case NONE -> goods.extent(digits);
            case PART -> goods.extent(digits).atMost(Extent.PART);
            case WHOLE -> Extent.NONE;
        };
    }

    /**
     * Returns the longer codes without which the measure restricts a code: if others restrict all of them, the whole is
     * restricted. Empty if that is not so, or not known.
     */
    Set<String> without(String digits) {
        return goods.extent(digits) == Extent.WHOLE && !exempt.hasPartOf(digits) ? exempt.wholeUnder(digits) : Set.of();
    }
}
