package io.tradewatch.ops.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.util.RawValue;
import io.javalin.http.Context;
import io.tradewatch.measures.MeasureSelection;
import io.tradewatch.records.MeasureMapping;
import io.tradewatch.screening.Measure;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;

/** Shows the measures in force on a day, towards a country, on some goods. */
final class MeasuresEndpoint {
    private static final int MOST = 500;
    private static final int USUAL = 100;

    private final Supplier<PublishedLaw> law;

    /**
     * What is answered.
     *
     * @param unusable the keys of records that the ruleset lacks: their measures are not among those found
     * @param total how many were found, of which {@code measures} are those from {@code offset} on
     */
    private record Answer(
            String date,
            long lawPosition,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> unusable,
            int total,
            long offset,
            List<RawValue> measures) {}

    MeasuresEndpoint(Supplier<PublishedLaw> law) {
        this.law = law;
    }

    void answer(Context context) throws JsonProcessingException {
        Parameters parameters = Parameters.of(context, "country", "code", "date", "knownAt", "limit", "offset");
        LocalDate date = parameters.date("date").orElseGet(() -> LocalDate.now(ZoneOffset.UTC));
        long limit = parameters.number("limit", USUAL, 1, MOST);
        long offset = parameters.number("offset", 0, 0, Integer.MAX_VALUE);
        MeasureSelection selection = selection(parameters, date);
        PublishedLaw now = law.get();
        List<Measure> found;
        try {
            found = selection.from(now.all().apply(selection.knownAt()));
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter("country", "cannot be: " + e.getMessage());
        }
        List<RawValue> page = found.stream()
                .skip(offset)
                .limit(limit)
                .map(measure -> JsonText.of(MeasureMapping.toAvro(measure)))
                .toList();
        JsonText.answer(
                context, new Answer(date.toString(), now.position(), now.unusableKeys(), found.size(), offset, page));
    }

    private static MeasureSelection selection(Parameters parameters, LocalDate date) {
        String country = parameters.text("country").orElse(null);
        String code = parameters.text("code").orElse(null);
        try {
            return new MeasureSelection(date, parameters.instant("knownAt").orElse(null), country, code);
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter("code", "cannot be: " + e.getMessage());
        }
    }
}
