package io.tradewatch.ruleset.review;

import io.tradewatch.codec.text.FirstFew;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.ruleset.files.LintProblem;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds measures that cover only a part of some codes and do not say which part: one warning for each instrument. The
 * {@code summary} says it where all codes are meant in part, because then it names the goods. Where some are meant whole, the
 * words of the law that limit the others have to be in {@code citationNote}, {@code condition} or {@code exceptions}. A note
 * that names neither the code (or its heading) nor {@code ex} cannot be about them, so it does not count.
 */
final class PartOfCodeChecks {
    private static final Pattern EX = Pattern.compile("\\bex\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern BETWEEN_DIGITS = Pattern.compile("(?<=[0-9])[ .\u00a0](?=[0-9])");
    private static final int HEADING_DIGITS = 4;
    private static final int MOST_MEASURES = 3;

    private PartOfCodeChecks() {}

    static void check(List<WrittenMeasure> counting, Consumer<LintProblem> problems) {
        Map<String, List<WrittenMeasure>> byInstrument = counting.stream()
                .filter(written -> !unexplained(written.measure()).isEmpty())
                .sorted(Comparator.comparing(WrittenMeasure::place))
                .collect(Collectors.groupingBy(
                        written -> written.measure().instrument(), TreeMap::new, Collectors.toList()));
        byInstrument.forEach((instrument, measures) -> {
            WrittenMeasure first = measures.get(0);
            CommodityPrefix code = unexplained(first.measure()).get(0);
            problems.accept(LintProblem.warning(
                    first.place("commodities", first.measure().commodities().indexOf(code)),
                    "measures of " + instrument + " cover only a part of some codes, and nothing says which part: "
                            + FirstFew.of(
                                    measures.stream()
                                            .map(PartOfCodeChecks::named)
                                            .toList(),
                                    MOST_MEASURES),
                    "quote in citationNote, condition or exceptions the words that limit each of these codes, and name the"
                            + " code or \"ex\" with them"));
        });
    }

    private static String named(WrittenMeasure written) {
        return written.measure().measureId() + " (" + Succession.named(unexplained(written.measure())) + ")";
    }

    /** Returns the codes that are meant in part, and of which no words say which part; empty if all codes are. */
    private static List<CommodityPrefix> unexplained(Measure measure) {
        String words = words(measure);
        if (measure.commodities().stream().allMatch(CommodityPrefix::ex)
                || EX.matcher(words).find()) {
            return List.of();
        }
        String joined = BETWEEN_DIGITS.matcher(words).replaceAll("");
        return measure.commodities().stream()
                .filter(code -> code.ex() && !joined.contains(heading(code)))
                .toList();
    }

    private static String words(Measure measure) {
        return Stream.concat(
                        Stream.of(measure.citationNote(), measure.condition()).filter(Objects::nonNull),
                        measure.exceptions().stream())
                .collect(Collectors.joining("\n"));
    }

    private static String heading(CommodityPrefix code) {
        return code.digits().substring(0, Math.min(HEADING_DIGITS, code.digits().length()));
    }
}
