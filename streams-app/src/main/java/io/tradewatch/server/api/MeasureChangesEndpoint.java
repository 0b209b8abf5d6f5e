package io.tradewatch.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.util.RawValue;
import io.javalin.http.Context;
import io.tradewatch.codec.MeasureMapping;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.model.Measure;
import java.util.Comparator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lists recent changes of the law: its revisions, the most recently recorded first. */
final class MeasureChangesEndpoint {
    private static final int MOST = 200;
    private static final int USUAL = 50;
    private static final Comparator<Measure> LATEST_FIRST = Comparator.comparing(Measure::recordedAt)
            .reversed()
            .thenComparing(Measure::measureId)
            .thenComparing(Comparator.comparingInt(Measure::revision).reversed());

    private final Supplier<PublishedLaw> law;

    /**
     * A revision.
     *
     * @param before the revision that it replaced; absent if it is the first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Change(RawValue measure, @Nullable RawValue before) {}

    MeasureChangesEndpoint(Supplier<PublishedLaw> law) {
        this.law = law;
    }

    void answer(Context context) {
        Parameters parameters = Parameters.of(context, "limit", "offset");
        long limit = parameters.number("limit", USUAL, 1, MOST);
        long offset = parameters.number("offset", 0, 0, Integer.MAX_VALUE);
        PublishedLaw now = law.get();
        Law all = now.all().apply(null);
        Answer answer = new Answer()
                .field("lawPosition", now.position())
                .field("total", all.revisions().size())
                .field("offset", offset);
        Answer.Values changes = answer.values("changes", "changes", MOST);
        all.revisions().stream()
                .sorted(LATEST_FIRST)
                .skip(offset)
                .limit(limit)
                .forEach(measure -> changes.add(() -> JsonText.plain(change(measure, all))));
        changes.end();
        answer.send(context);
    }

    private static Change change(Measure measure, Law all) {
        RawValue before = all.revisions().stream()
                .filter(other -> other.measureId().equals(measure.measureId()) && other.revision() < measure.revision())
                .max(Comparator.comparingInt(Measure::revision))
                .map(MeasureMapping::toAvro)
                .map(JsonText::of)
                .map(RawValue::new)
                .orElse(null);
        return new Change(new RawValue(JsonText.of(MeasureMapping.toAvro(measure))), before);
    }
}
