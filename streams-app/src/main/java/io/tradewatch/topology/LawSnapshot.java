package io.tradewatch.topology;

import io.tradewatch.screening.Measure;
import io.tradewatch.screening.MeasureIndex;
import io.tradewatch.screening.ReferenceTables;
import io.tradewatch.screening.Screening;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The law up to one position of the measures topic, compiled. Immutable.
 *
 * @param topicId the id of the measures topic; another id means that the topic was made anew
 * @param position the next offset after the last record that is compiled in
 * @param rulesVersion version of the rules that screen with it
 * @param screening the rules with the index
 * @param index the compiled measures
 * @param measureIds the ids of the measures that count
 * @param completeness whether it is enough to screen with
 * @param lastChange by measureId, or {@code ref/<table>}: the offset of its latest record, tombstones included
 */
public record LawSnapshot(
        String topicId,
        long position,
        int rulesVersion,
        Screening screening,
        MeasureIndex index,
        Set<String> measureIds,
        LawCompleteness completeness,
        Map<String, Long> lastChange) {

    /** A law that stays what it is, from outside any topic: complete, at position 0. */
    public static LawSnapshot fixed(MeasureIndex index) {
        return of("", 0, index, LawCompleteness.COMPLETE, Map.of());
    }

    static LawSnapshot of(
            String topicId,
            long position,
            MeasureIndex index,
            LawCompleteness completeness,
            Map<String, Long> lastChange) {
        return new LawSnapshot(
                topicId,
                position,
                ReferenceTables.RULES_VERSION,
                new Screening(index),
                index,
                index.measures().stream().map(Measure::measureId).collect(Collectors.toUnmodifiableSet()),
                completeness,
                Map.copyOf(lastChange));
    }

    /** Whether it is enough to screen with. */
    public boolean isComplete() {
        return completeness == LawCompleteness.COMPLETE;
    }
}
