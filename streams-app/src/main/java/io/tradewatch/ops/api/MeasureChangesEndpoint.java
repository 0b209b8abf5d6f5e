package io.tradewatch.ops.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.util.RawValue;
import io.javalin.http.Context;
import io.tradewatch.records.MeasureMapping;
import io.tradewatch.screening.Law;
import io.tradewatch.screening.Measure;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows what changed lately in the law: its revisions, that which became known last first. */
final class MeasureChangesEndpoint {
    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final Comparator<Measure> LATEST_FIRST = Comparator.comparing(Measure::recordedAt)
            .reversed()
            .thenComparing(Measure::measureId)
            .thenComparing(Comparator.comparingInt(Measure::revision).reversed());

    private final Supplier<PublishedLaw> law;

    /** What is answered: of {@code total} revisions those from {@code offset} on. */
    private record Answer(long lawPosition, int total, long offset, List<Change> changes) {}

    /**
     * A revision.
     *
     * @param before the revision that it took the place of; absent where it is the first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Change(RawValue measure, @Nullable RawValue before) {}

    MeasureChangesEndpoint(Supplier<PublishedLaw> law) {
        this.law = law;
    }

    void answer(Context context) throws JsonProcessingException {
        Parameters parameters = Parameters.of(context, "limit", "offset");
        long limit = parameters.number("limit", USUAL, 1, MOST);
        long offset = parameters.number("offset", 0, 0, Integer.MAX_VALUE);
        PublishedLaw now = law.get();
        Law all = now.all().apply(null);
        List<Change> page = all.revisions().stream()
                .sorted(LATEST_FIRST)
                .skip(offset)
                .limit(limit)
                .map(measure -> change(measure, all))
                .toList();
        JsonText.answer(context, new Answer(now.position(), all.revisions().size(), offset, page));
    }

    private static Change change(Measure measure, Law all) {
        RawValue before = all.revisions().stream()
                .filter(other -> other.measureId().equals(measure.measureId()) && other.revision() < measure.revision())
                .max(Comparator.comparingInt(Measure::revision))
                .map(MeasureMapping::toAvro)
                .map(JsonText::of)
                .orElse(null);
        return new Change(JsonText.of(MeasureMapping.toAvro(measure)), before);
    }
}
