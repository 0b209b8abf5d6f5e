package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.MeasureStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Checks the sequence of the revisions of each measure. */
public final class RevisionChecks {
    private RevisionChecks() {}

    static void check(List<WrittenMeasure> measures, Consumer<LintProblem> problems) {
        Map<String, List<WrittenMeasure>> byId = measures.stream()
                .collect(Collectors.groupingBy(
                        written -> written.measure().measureId(), TreeMap::new, Collectors.toList()));
        byId.values().forEach(revisions -> checkOne(revisions, problems));
    }

    private static void checkOne(List<WrittenMeasure> revisions, Consumer<LintProblem> problems) {
        List<WrittenMeasure> inOrder = revisions.stream()
                .sorted(Comparator.comparingInt(written -> written.measure().revision()))
                .toList();
        for (int i = 1; i < inOrder.size(); i++) {
            WrittenMeasure earlier = inOrder.get(i - 1);
            WrittenMeasure later = inOrder.get(i);
            Measure measure = later.measure();
            if (measure.revision() == earlier.measure().revision()) {
                problems.accept(LintProblem.error(
                        later.place("id"),
                        later.key() + " stands twice, first at " + earlier.place(),
                        "raise the revision, or give the measure an id of its own"));
            } else if (measure.recordedAt().isBefore(earlier.measure().recordedAt())) {
                problems.accept(LintProblem.error(
                        later.place("recordedAt"),
                        "revision " + measure.revision() + " was recorded at " + measure.recordedAt()
                                + ", before revision " + earlier.measure().revision() + " at "
                                + earlier.measure().recordedAt(),
                        "a higher revision is never recorded earlier: correct recordedAt or revision"));
            }
        }
    }

    /** Returns the revisions that count: the highest of each measure, unless it is revoked. */
    public static List<WrittenMeasure> counting(List<WrittenMeasure> measures) {
        return highest(measures).stream()
                .filter(written -> written.measure().status() == MeasureStatus.ACTIVE)
                .toList();
    }

    private static List<WrittenMeasure> highest(List<WrittenMeasure> measures) {
        Map<String, WrittenMeasure> highest = new TreeMap<>();
        for (WrittenMeasure written : measures) {
            highest.merge(
                    written.measure().measureId(),
                    written,
                    (one, other) -> other.measure().revision() > one.measure().revision() ? other : one);
        }
        return List.copyOf(highest.values());
    }
}
