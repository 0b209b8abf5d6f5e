package io.tradewatch.ruleset.review;

import io.tradewatch.codec.text.FirstFew;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.ruleset.files.LintProblem;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds goods that become free by the end of a measure. If its instrument is still law, the measure that follows was
 * forgotten in most cases. A note that says that the measure was lifted, repealed, suspended or deleted, or has expired,
 * answers the question, unless it says that the goods moved. Measures of an instrument that end on one day are one warning. If nothing of the instrument is law
 * any more, the end is right in most cases, so that a note that speaks of it is enough; otherwise there is one warning for
 * the instrument.
 */
final class EndChecks {
    private static final Pattern MEANT =
            Pattern.compile("\\b(lifted|repealed|suspended|deleted|expired|expires)\\b", Pattern.CASE_INSENSITIVE);
    /** Where a note says that the goods went elsewhere, a measure has to be there. */
    private static final Pattern MOVED = Pattern.compile("\\bmoved\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern END = Pattern.compile("\\b(the end|ended)\\b", Pattern.CASE_INSENSITIVE);
    private static final int MOST_NAMED = 3;

    private final List<WrittenMeasure> counting;
    private final LocalDate today;
    private final Map<WrittenMeasure, Loss> freed = new LinkedHashMap<>();

    private EndChecks(List<WrittenMeasure> counting, Succession succession, LocalDate today) {
        this.counting = counting;
        this.today = today;
        counting.stream()
                .filter(written -> written.measure().effectiveTo() != null && !isExplained(written.measure()))
                .sorted((one, other) -> one.place().compareTo(other.place()))
                .forEach(written -> {
                    Loss loss = succession.lostAtEnd(written.measure());
                    if (!loss.isEmpty()) {
                        freed.put(written, loss);
                    }
                });
    }

    static void check(
            List<WrittenMeasure> counting, Succession succession, LocalDate today, Consumer<LintProblem> problems) {
        EndChecks checks = new EndChecks(counting, succession, today);
        checks.grouped(true, EndChecks::end)
                .forEach((end, measures) -> problems.accept(LintProblem.warning(
                        measures.get(0).place("effectiveTo"),
                        end + ", which goes on, and nothing restricts their goods from then on: "
                                + checks.named(measures, written -> ""),
                        "add the measure that follows, take the end away, or say in citationNote that it was lifted,"
                                + " and by what")));
        checks.grouped(false, written -> written.measure().instrument())
                .forEach((instrument, measures) -> problems.accept(LintProblem.warning(
                        measures.get(0).place("effectiveTo"),
                        "nothing of " + instrument + " is law any more, nothing restricts its goods instead, and no"
                                + " note says what ended it: "
                                + checks.named(
                                        measures,
                                        written -> " on " + written.measure().effectiveTo()),
                        "say in citationNote what ended it (lifted, repealed, suspended, deleted or expired), or add"
                                + " the measure that follows")));
    }

    private Map<String, List<WrittenMeasure>> grouped(boolean goesOn, Function<WrittenMeasure, String> group) {
        return freed.keySet().stream()
                .filter(written -> goesOn(written.measure()) == goesOn)
                .collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()));
    }

    private static String end(WrittenMeasure written) {
        Measure measure = written.measure();
        return "on " + measure.effectiveTo() + " measures end of " + measure.instrument();
    }

    private boolean isExplained(Measure measure) {
        String note = measure.citationNote();
        return note != null
                && ((MEANT.matcher(note).find() && !MOVED.matcher(note).find())
                        || (!goesOn(measure) && END.matcher(note).find()));
    }

    private boolean goesOn(Measure ended) {
        LocalDate end = ended.effectiveTo();
        LocalDate day = end == null || today.isAfter(end) ? today : end;
        return counting.stream()
                .map(WrittenMeasure::measure)
                .anyMatch(other -> other.authority().equals(ended.authority())
                        && other.instrument().equals(ended.instrument())
                        && !other.measureId().equals(ended.measureId())
                        && Succession.endsAfter(other, day));
    }

    private String named(List<WrittenMeasure> measures, Function<WrittenMeasure, String> suffix) {
        return FirstFew.of(
                measures.stream()
                        .map(written -> written.measure().measureId() + suffix.apply(written) + " ("
                                + loss(written).named() + ")")
                        .toList(),
                MOST_NAMED);
    }

    private Loss loss(WrittenMeasure written) {
        return Objects.requireNonNull(freed.get(written));
    }
}
