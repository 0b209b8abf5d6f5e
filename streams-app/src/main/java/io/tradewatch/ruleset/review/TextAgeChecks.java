package io.tradewatch.ruleset.review;

import io.tradewatch.ruleset.files.LintProblem;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds law in force that was last read long ago, or of which nobody says when it was read: one warning for each instrument and
 * state of its text, and one for each instrument whose text has no day.
 */
final class TextAgeChecks {
    private TextAgeChecks() {}

    static void check(List<WrittenMeasure> counting, Review review, Consumer<LintProblem> problems) {
        List<WrittenMeasure> inForce = counting.stream()
                .filter(written -> written.measure().isInForceOn(review.today()))
                .sorted(Comparator.comparing(WrittenMeasure::place))
                .toList();
        grouped(inForce, written -> isOld(written, review), TextAgeChecks::text)
                .forEach((text, measures) -> problems.accept(LintProblem.warning(
                        measures.get(0).place("textAsOf"),
                        text + ", and " + named(measures, "rests on", "rest on") + " no newer text",
                        "read the newest text, and say so with textAsOf in new revisions")));
        grouped(
                        inForce,
                        written -> written.measure().textAsOf() == null,
                        written -> written.measure().instrument())
                .forEach((instrument, measures) -> problems.accept(LintProblem.warning(
                        measures.get(0).place(),
                        "how old the text of " + instrument + " is that was read is not known: "
                                + named(measures, "has", "have") + " no textAsOf",
                        "read the newest text, and say so with textAsOf in new revisions")));
    }

    private static Map<String, List<WrittenMeasure>> grouped(
            List<WrittenMeasure> inForce, Predicate<WrittenMeasure> which, Function<WrittenMeasure, String> group) {
        return inForce.stream().filter(which).collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()));
    }

    private static boolean isOld(WrittenMeasure written, Review review) {
        LocalDate asOf = written.measure().textAsOf();
        return asOf != null && asOf.isBefore(review.oldestText());
    }

    private static String text(WrittenMeasure written) {
        return written.measure().instrument() + " was read as of "
                + written.measure().textAsOf();
    }

    private static String named(List<WrittenMeasure> measures, String verbOfOne, String verbOfMany) {
        String first = measures.get(0).measure().measureId();
        int others = measures.size() - 1;
        return switch (others) {
            case 0 -> first + " " + verbOfOne;
            case 1 -> first + " and 1 more measure " + verbOfMany;
            default -> first + " and " + others + " more measures " + verbOfMany;
        };
    }
}
