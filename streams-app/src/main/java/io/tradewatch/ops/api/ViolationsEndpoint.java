package io.tradewatch.ops.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.util.RawValue;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows the last violations that changed, in their latest state. */
final class ViolationsEndpoint {
    private static final int MOST = 500;
    private static final int USUAL = 50;

    private final RecentViolations recent;

    /**
     * What is answered.
     *
     * @param bound how many violations are kept at most; older ones are in the topic
     * @param searched what was looked through; an alert that is not found may be older
     * @param before what to ask with for the next page; 0 where there is none
     */
    private record Answer(int bound, Searched searched, long before, List<RawValue> violations) {}

    private record Searched(int alerts, @Nullable String since, boolean complete) {}

    ViolationsEndpoint(RecentViolations recent) {
        this.recent = recent;
    }

    void answer(Context context) throws JsonProcessingException {
        Parameters parameters = Parameters.of(
                context,
                Stream.concat(Stream.of(ViolationFilter.PARAMETERS), Stream.of("limit", "before"))
                        .toArray(String[]::new));
        ViolationFilter filter = ViolationFilter.of(parameters);
        long limit = parameters.number("limit", USUAL, 1, MOST);
        long before = parameters.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        RecentViolations.Page found = recent.latest(filter, before, limit);
        List<RecentViolations.Change> page = found.changes();
        long next = page.size() < limit ? 0 : page.get(page.size() - 1).number();
        JsonText.answer(
                context,
                new Answer(
                        RecentViolations.BOUND,
                        new Searched(
                                found.searched().alerts(),
                                found.searched().since().map(Instant::toString).orElse(null),
                                found.searched().complete()),
                        next,
                        page.stream()
                                .map(change -> JsonText.of(change.violation()))
                                .toList()));
    }
}
