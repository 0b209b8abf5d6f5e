package io.tradewatch.ruleset.review;

import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.MeasureStatus;
import io.tradewatch.ruleset.files.LintProblem;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what a revision leaves out although the one before restricted it, and that no other measure took over: codes or
 * parts of them, targets, days before its start, or all of it if it only monitors. Its end is the matter of {@link
 * EndChecks}. Revisions of an instrument that lose on one day are one warning; a note that says that the one before was
 * corrected answers the question.
 */
final class LeftListChecks {
    private static final Pattern MEANT =
            Pattern.compile("\\b(corrected|corrects|correction)\\b", Pattern.CASE_INSENSITIVE);
    private static final int MOST_NAMED = 3;

    /** What a revision leaves out on a day. */
    private record Left(WrittenMeasure revision, Loss loss, LocalDate day) {
        String key() {
            return revision.measure().instrument() + " " + day;
        }

        String named() {
            Measure measure = revision.measure();
            return "revision " + measure.revision() + " of " + measure.measureId() + " leaves out " + loss.named();
        }
    }

    private LeftListChecks() {}

    static void check(List<WrittenMeasure> measures, Succession succession, Consumer<LintProblem> problems) {
        Map<String, List<WrittenMeasure>> byId = measures.stream()
                .sorted(Comparator.comparingInt(written -> written.measure().revision()))
                .collect(Collectors.groupingBy(
                        written -> written.measure().measureId(), TreeMap::new, Collectors.toList()));
        List<Left> found = new ArrayList<>();
        for (List<WrittenMeasure> revisions : byId.values()) {
            WrittenMeasure highest = revisions.get(revisions.size() - 1);
            List<WrittenMeasure> active =
                    revisions.stream().filter(LeftListChecks::isActive).toList();
            for (int i = 1; i < active.size() && isActive(highest); i++) {
                if (!isCorrection(active.get(i)) && !isCorrection(highest)) {
                    compare(active.get(i - 1).measure(), active.get(i), succession)
                            .ifPresent(found::add);
                }
            }
        }
        found.stream()
                .sorted(Comparator.comparing(left -> left.revision().place()))
                .collect(Collectors.groupingBy(Left::key, TreeMap::new, Collectors.toList()))
                .values()
                .forEach(group -> problems.accept(warning(group)));
    }

    private static LintProblem warning(List<Left> group) {
        String first = group.stream().limit(MOST_NAMED).map(Left::named).collect(Collectors.joining("; "));
        String others = group.size() <= MOST_NAMED ? "" : "; and " + (group.size() - MOST_NAMED) + " more";
        return LintProblem.warning(
                group.get(0).revision().place("commodities"),
                first + others + ", and no other measure restricts them on "
                        + group.get(0).day(),
                "add the measure that restricts them now, put them back, or say in citationNote what was corrected");
    }

    private static boolean isActive(WrittenMeasure written) {
        return written.measure().status() == MeasureStatus.ACTIVE;
    }

    private static boolean isCorrection(WrittenMeasure written) {
        String note = written.measure().citationNote();
        return note != null && MEANT.matcher(note).find();
    }

    private static Optional<Left> compare(Measure earlier, WrittenMeasure later, Succession succession) {
        Measure measure = later.measure();
        if (restrictsAlike(earlier, measure)) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(since(measure)), succession.changes(earlier).stream())
                .filter(day -> earlier.isInForceOn(day) && Succession.endsAfter(measure, day))
                .map(day -> new Left(later, succession.lostByRevision(earlier, measure, day), day))
                .filter(left -> !left.loss().isEmpty())
                .findFirst();
    }

    private static boolean restrictsAlike(Measure earlier, Measure later) {
        return earlier.programme().equals(later.programme())
                && earlier.flow() == later.flow()
                && earlier.action() == later.action()
                && earlier.targets().equals(later.targets())
                && earlier.hsEdition() == later.hsEdition()
                && earlier.commodities().equals(later.commodities())
                && earlier.exceptCommodities().equals(later.exceptCommodities())
                && !later.effectiveFrom().isAfter(earlier.effectiveFrom());
    }

    /** The first day on which the revision decides about a movement of that day. */
    private static LocalDate since(Measure measure) {
        LocalDate recorded = measure.recordedAt().atZone(ZoneOffset.UTC).toLocalDate();
        return recorded.isAfter(measure.effectiveFrom()) ? recorded : measure.effectiveFrom();
    }
}
