package io.tradewatch.server.api;

import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.ruleset.Unusable;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The law that answers are based on, at one moment.
 *
 * @param index the compiled ruleset that transfers are screened with now
 * @param position the next offset of the topic of measures after it
 * @param all every usable revision of the measures, for queries about other days and other instants of knowledge; computed
 *     on demand
 * @param maxViolations how many violations of one transfer are reported one by one; as of
 *     {@link io.tradewatch.engine.rules.Screening}
 * @param unusable the records for which the ruleset is incomplete
 */
public record PublishedLaw(
        MeasureIndex index,
        long position,
        Function<@Nullable Instant, Law> all,
        int maxViolations,
        List<Unusable> unusable) {

    /** The keys of the first unusable records. Answers with these keys lack the measures of those records. */
    List<String> unusableKeys() {
        return unusable.stream().limit(Unusable.MOST_SHOWN).map(Unusable::key).toList();
    }
}
