package io.tradewatch.engine.explain;

import io.tradewatch.engine.model.GoodsItem;
import java.util.List;

/**
 * The trace of one goods item.
 *
 * @param item the item
 * @param code how its commodity code was read, for people
 * @param measures the traces of every published measure, in the order of their ids
 */
public record ItemTrace(GoodsItem item, String code, List<MeasureTrace> measures) {
    public ItemTrace {
        measures = List.copyOf(measures);
    }
}
