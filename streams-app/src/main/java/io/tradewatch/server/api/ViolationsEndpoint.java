package io.tradewatch.server.api;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists the last violations that changed, in their latest state. */
final class ViolationsEndpoint {
    private static final int MOST = 500;
    private static final int USUAL = 50;

    private final RecentViolations recent;
    private final UnaryOperator<String> country;

    private record Searched(int alerts, @Nullable String since, boolean complete) {}

    /** @param country as of {@link ViolationFilter#of} */
    ViolationsEndpoint(RecentViolations recent, UnaryOperator<String> country) {
        this.recent = recent;
        this.country = country;
    }

    void answer(Context context) {
        Parameters parameters = Parameters.of(
                context,
                Stream.concat(Stream.of(ViolationFilter.PARAMETERS), Stream.of("limit", "before"))
                        .toArray(String[]::new));
        ViolationFilter filter = ViolationFilter.of(parameters, country);
        long limit = parameters.number("limit", USUAL, 1, MOST);
        long before = parameters.number("before", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        RecentViolations.Page found = recent.latest(filter, before, limit);
        List<RecentViolations.Change> page = found.changes();
        Answer answer = new Answer()
                .field("bound", RecentViolations.BOUND)
                .field("country", filter.country().orElse(null))
                .field(
                        "searched",
                        new Searched(
                                found.searched().alerts(),
                                found.searched().since().map(Instant::toString).orElse(null),
                                found.searched().complete()));
        int shown = answer.records("violations", MOST, page.stream().map(RecentViolations.Change::violation));
        answer.field("before", next(page, shown, limit)).send(context);
    }

    /**
     * The cursor of the next page: the number of the last change that is shown, or of one that is too large to be shown, so
     * that it does not block the following ones; 0 if there is no next page.
     */
    private static long next(List<RecentViolations.Change> page, int shown, long limit) {
        return shown == page.size() && page.size() < limit
                ? 0
                : page.get(Math.max(0, shown - 1)).number();
    }
}
