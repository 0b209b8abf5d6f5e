package io.tradewatch.ops.api;

import io.tradewatch.screening.Law;
import io.tradewatch.screening.MeasureIndex;
import java.util.function.Supplier;

/**
 * The law that answers are given with, at one moment.
 *
 * @param index the compiled law that transfers are screened with now
 * @param position the next offset of the topic of measures after it
 * @param all every revision that was published, for questions about other days; put together when it is asked for
 */
public record PublishedLaw(MeasureIndex index, long position, Supplier<Law> all) {}
