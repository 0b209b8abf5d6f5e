package io.tradewatch.server.api;

import io.javalin.http.Context;
import io.tradewatch.codec.MeasureMapping;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.ruleset.MeasureSelection;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Lists the measures in force on a date, for a country, on given goods. */
final class MeasuresEndpoint {
    private static final int MOST = 500;
    private static final int USUAL = 100;

    private final Supplier<PublishedLaw> law;
    private final HistoricalRulesets historicalRulesets;

    MeasuresEndpoint(Supplier<PublishedLaw> law, HistoricalRulesets historicalRulesets) {
        this.law = law;
        this.historicalRulesets = historicalRulesets;
    }

    void answer(Context context) {
        Parameters parameters = Parameters.of(context, "country", "code", "date", "knownAt", "limit", "offset");
        LocalDate date = parameters.date("date").orElseGet(() -> LocalDate.now(ZoneOffset.UTC));
        long limit = parameters.number("limit", USUAL, 1, MOST);
        long offset = parameters.number("offset", 0, 0, Integer.MAX_VALUE);
        MeasureSelection selection = selection(parameters, date);
        PublishedLaw now = law.get();
        MeasureIndex index = historicalRulesets.index(now, Optional.ofNullable(selection.knownAt()));
        List<Measure> found;
        try {
            found = selection.from(index);
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter("country", "cannot be: " + e.getMessage());
        }
        Answer answer = new Answer()
                .field("date", date.toString())
                .field("lawPosition", now.position())
                .unusable(now)
                .field("total", found.size())
                .field("offset", offset);
        answer.records(
                "measures", MOST, found.stream().skip(offset).limit(limit).map(MeasureMapping::toAvro));
        answer.send(context);
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
