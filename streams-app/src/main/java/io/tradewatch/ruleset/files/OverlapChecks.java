package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.Measure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds measures of one provision that restrict the same goods on the same days: such goods would be reported twice. In
 * most cases the earlier measure should end when the later one begins.
 */
final class OverlapChecks {
    private record Provision(String instrument, String provision, Flow flow) implements Comparable<Provision> {
        @Override
        public int compareTo(Provision other) {
            return (instrument + provision + flow).compareTo(other.instrument + other.provision + other.flow);
        }
    }

    private OverlapChecks() {}

    static void check(List<WrittenMeasure> measures, Consumer<LintProblem> problems) {
        Map<Provision, List<WrittenMeasure>> byProvision = RevisionChecks.counting(measures).stream()
                .sorted((one, other) -> one.place().compareTo(other.place()))
                .collect(Collectors.groupingBy(OverlapChecks::provision, TreeMap::new, Collectors.toList()));
        byProvision.values().forEach(group -> {
            for (int later = 1; later < group.size(); later++) {
                for (int earlier = 0; earlier < later; earlier++) {
                    compare(group.get(earlier), group.get(later), problems);
                }
            }
        });
    }

    private static Provision provision(WrittenMeasure written) {
        Measure measure = written.measure();
        return new Provision(measure.instrument(), measure.provision(), measure.flow());
    }

    private static void compare(WrittenMeasure earlier, WrittenMeasure later, Consumer<LintProblem> problems) {
        Measure one = earlier.measure();
        Measure other = later.measure();
        if (!inForceTogether(one, other) || !sameScopeButGoods(one, other)) {
            return;
        }
        if (sameGoods(one, other)) {
            problems.accept(LintProblem.error(
                    later.place("id"),
                    other.measureId() + " says the same as " + one.measureId() + " at " + earlier.place()
                            + ", and both are in force on " + firstCommonDay(one, other),
                    "drop one of the two, or end the earlier with effectiveTo"));
            return;
        }
        sharedPrefix(one, other)
                .ifPresent(prefix -> problems.accept(LintProblem.warning(
                        later.place("commodities"),
                        "goods of " + prefix + " are in " + other.measureId() + " and in " + one.measureId() + " at "
                                + earlier.place() + ", both in force on " + firstCommonDay(one, other),
                        "each will be reported: end the earlier with effectiveTo, or part their commodities")));
    }

    private static boolean inForceTogether(Measure one, Measure other) {
        return startsBeforeEnd(one, other.effectiveTo()) && startsBeforeEnd(other, one.effectiveTo());
    }

    private static boolean startsBeforeEnd(Measure measure, @Nullable LocalDate end) {
        return end == null || measure.effectiveFrom().isBefore(end);
    }

    private static LocalDate firstCommonDay(Measure one, Measure other) {
        return one.effectiveFrom().isAfter(other.effectiveFrom()) ? one.effectiveFrom() : other.effectiveFrom();
    }

    /**
     * Whether two measures have a common target and the same action, roles, scope of law, threshold and condition.
     * Measures with different thresholds, conditions or obligations are tiers of one provision, not repetitions.
     */
    private static boolean sameScopeButGoods(Measure one, Measure other) {
        return one.action() == other.action()
                && !Collections.disjoint(one.targets(), other.targets())
                && new HashSet<>(one.effectiveRoles()).equals(new HashSet<>(other.effectiveRoles()))
                && new HashSet<>(one.boundBy()).equals(new HashSet<>(other.boundBy()))
                && Objects.equals(one.unitValueOver(), other.unitValueOver())
                && Objects.equals(one.condition(), other.condition());
    }

    private static boolean sameGoods(Measure one, Measure other) {
        return one.hsEdition() == other.hsEdition()
                && Objects.equals(one.tariff(), other.tariff())
                && new HashSet<>(one.targets()).equals(new HashSet<>(other.targets()))
                && new HashSet<>(one.commodities()).equals(new HashSet<>(other.commodities()))
                && new HashSet<>(one.exceptCommodities()).equals(new HashSet<>(other.exceptCommodities()));
    }

    /**
     * Returns the longer prefix of each overlapping pair, separated by commas. Prefixes with {@code ex} are ignored,
     * because they may be different parts of one code.
     */
    private static Optional<String> sharedPrefix(Measure one, Measure other) {
        List<String> shared = new ArrayList<>();
        for (CommodityPrefix prefix : one.commodities()) {
            for (CommodityPrefix match : other.commodities()) {
                if (!prefix.ex() && !match.ex()) {
                    if (prefix.digits().startsWith(match.digits())) {
                        shared.add(prefix.code());
                    } else if (match.digits().startsWith(prefix.digits())) {
                        shared.add(match.code());
                    }
                }
            }
        }
        return shared.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", shared));
    }
}
