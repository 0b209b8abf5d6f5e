package io.tradewatch.engine.explain;

import io.tradewatch.engine.model.GoodsItem;
import java.util.List;

/**
 * How one goods item was judged.
 *
 * @param item the item
 * @param code how its commodity code was read, for people
 * @param measures every measure that was ever published, in the order of their ids
 */
public record ItemTrace(GoodsItem item, String code, List<MeasureTrace> measures) {
    public ItemTrace {
        measures = List.copyOf(measures);
    }
}
