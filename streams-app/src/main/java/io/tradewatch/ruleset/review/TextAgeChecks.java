package io.tradewatch.ruleset.review;

import io.tradewatch.ruleset.files.LintProblem;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Finds law in force that was last read long ago: one warning for each instrument and state of its text. */
final class TextAgeChecks {
    private TextAgeChecks() {}

    static void check(List<WrittenMeasure> counting, Review review, Consumer<LintProblem> problems) {
        Map<String, List<WrittenMeasure>> byText = counting.stream()
                .filter(written -> written.measure().isInForceOn(review.today()) && isOld(written, review))
                .collect(Collectors.groupingBy(TextAgeChecks::text, TreeMap::new, Collectors.toList()));
        byText.forEach((text, measures) -> {
            WrittenMeasure first = measures.stream()
                    .min(Comparator.comparing(WrittenMeasure::place))
                    .orElseThrow();
            problems.accept(LintProblem.warning(
                    first.place("textAsOf"),
                    text + ", and " + first.measure().measureId() + others(measures.size() - 1) + " no newer text",
                    "read the newest text, and say so with textAsOf in new revisions"));
        });
    }

    private static boolean isOld(WrittenMeasure written, Review review) {
        LocalDate asOf = written.measure().textAsOf();
        return asOf != null && asOf.isBefore(review.oldestText());
    }

    private static String text(WrittenMeasure written) {
        return written.measure().instrument() + " was read as of "
                + written.measure().textAsOf();
    }

    private static String others(int number) {
        return switch (number) {
            case 0 -> " rests on";
            case 1 -> " and 1 more measure rest on";
            default -> " and " + number + " more measures rest on";
        };
    }
}
