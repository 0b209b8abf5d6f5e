package io.tradewatch.ops.api;

import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.records.Unusable;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The law that answers are given with, at one moment.
 *
 * @param index the compiled law that transfers are screened with now
 * @param position the next offset of the topic of measures after it
 * @param all every revision of the measures that can be used, for questions about other days and, where an instant is given,
 *     about what was known then; put together when it is asked for
 * @param maxViolations how many violations of one transfer are reported one by one; as of {@link
 *     io.tradewatch.engine.rules.Screening}
 * @param unusable the records for which the ruleset is incomplete
 */
public record PublishedLaw(
        MeasureIndex index,
        long position,
        Function<@Nullable Instant, Law> all,
        int maxViolations,
        List<Unusable> unusable) {

    /** The keys of the first of these records; answers that have them are given without their measures. */
    List<String> unusableKeys() {
        return unusable.stream().limit(Unusable.MOST_SHOWN).map(Unusable::key).toList();
    }
}
