package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.MeasureStatus;
import io.tradewatch.ruleset.imports.TariffData.FamilyRows;
import io.tradewatch.ruleset.imports.TariffData.Goods;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares a family of measures with the data of a day. Goods keep the days on which they were law: goods that the data
 * lacks end on the day of the data, and move to a measure with that end, so that past trade is still found. Goods of
 * measures that had not begun are removed. The result depends only on the arguments, and is empty when it is applied
 * and computed again.
 */
final class FamilyMerge {
    static final Comparator<CommodityPrefix> ORDER =
            Comparator.comparing(CommodityPrefix::digits).thenComparing(CommodityPrefix::ex);

    private final String base;
    private final @Nullable FamilyRows now;
    private final List<Existing> before;
    private final LocalDate asOf;
    private final boolean mayEnd;
    private final Map<LocalDate, Set<CommodityPrefix>> groups = new TreeMap<>();
    private final Set<CommodityPrefix> ended = new TreeSet<>(ORDER);
    private int open;
    private int kept;

    /**
     * Compares.
     *
     * @param base the base of the ids
     * @param now the rows of the data; null when it has none
     * @param before the highest revisions of earlier imports
     * @param asOf the day of the data
     * @param mayEnd whether goods that the data lacks end
     */
    FamilyMerge(String base, @Nullable FamilyRows now, List<Existing> before, LocalDate asOf, boolean mayEnd) {
        this.base = base;
        this.now = now;
        this.before = before.stream().sorted(Comparator.comparing(Existing::id)).toList();
        this.asOf = asOf;
        this.mayEnd = mayEnd;
        group();
    }

    /** Number of goods of earlier imports that were law on the day of the data. */
    int open() {
        return open;
    }

    /** Number of these goods that the data lacks. */
    int missing() {
        return ended.size() + kept;
    }

    /** Number of goods that the data has, and that are law after its day. */
    int stated() {
        return now == null
                ? 0
                : (int) now.goods().values().stream()
                        .filter(goods -> goods.to().isAfter(asOf))
                        .count();
    }

    /** Number of goods that the data lacks and that therefore end. */
    int ending() {
        return ended.size();
    }

    /** Number of goods that the data lacks and that do not end, because rows were left out. */
    int kept() {
        return kept;
    }

    private void group() {
        Map<CommodityPrefix, LocalDate> ends = new TreeMap<>(ORDER);
        for (Existing each : before) {
            if (each.state().isActive()) {
                each.state()
                        .goods()
                        .forEach(goods -> ends.merge(goods, each.state().to(), FamilyMerge::later));
            }
        }
        Map<CommodityPrefix, Goods> rows = now == null ? Map.of() : now.goods();
        ends.forEach((goods, end) -> {
            boolean isOpen = end.isAfter(asOf);
            open += isOpen ? 1 : 0;
            if (!rows.containsKey(goods) && !isStatedWhole(goods, rows)) {
                endMissing(goods, end, isOpen);
            }
        });
        rows.forEach((goods, said) -> groupOf(said.to()).add(goods));
        groups.values().forEach(FamilyMerge::dropParts);
        groups.values().removeIf(Set::isEmpty);
    }

    /** Whether the data now has the whole of a code, of which the measure had a part. */
    private static boolean isStatedWhole(CommodityPrefix goods, Map<CommodityPrefix, Goods> rows) {
        return goods.ex() && rows.containsKey(new CommodityPrefix(goods.digits(), false));
    }

    private void endMissing(CommodityPrefix goods, LocalDate end, boolean isOpen) {
        if (!isOpen) {
            groupOf(end).add(goods);
        } else if (!mayEnd) {
            kept++;
            groupOf(end).add(goods);
        } else {
            ended.add(goods);
            if (before.get(0).state().from().isBefore(asOf)) {
                groupOf(asOf).add(goods);
            }
        }
    }

    private Set<CommodityPrefix> groupOf(LocalDate end) {
        return groups.computeIfAbsent(end, none -> new TreeSet<>(ORDER));
    }

    /** Removes the parts of codes that the group has as a whole. */
    private static void dropParts(Set<CommodityPrefix> group) {
        Set<String> whole = new HashSet<>();
        group.stream().filter(goods -> !goods.ex()).forEach(goods -> whole.add(goods.digits()));
        group.removeIf(goods -> goods.ex() && whole.contains(goods.digits()));
    }

    /** The new revisions, by id. */
    List<MeasureChange> changes() {
        Map<LocalDate, Existing> matched = match();
        Set<String> taken = new HashSet<>();
        matched.values().forEach(each -> taken.add(each.id()));
        before.stream().filter(each -> each.state().isActive()).forEach(each -> taken.add(each.id()));
        List<MeasureChange> changes = new ArrayList<>();
        groups.forEach((end, goods) -> {
            Existing existing = matched.get(end);
            String id = existing == null ? freeId(end, taken) : existing.id();
            taken.add(id);
            Existing previous = existing == null ? revoked(id) : existing;
            MeasureState state = state(end, goods, previous);
            if (previous == null || !previous.state().equals(state)) {
                changes.add(new MeasureChange(
                        id, previous, state, end.equals(asOf) && goods.stream().anyMatch(ended::contains)));
            }
        });
        for (Existing each : before) {
            if (each.state().isActive() && !matched.containsValue(each)) {
                changes.add(new MeasureChange(each.id(), each, each.state().revoked(), false));
            }
        }
        changes.sort(Comparator.comparing(MeasureChange::id));
        return changes;
    }

    /** A measure continues with the group of its end, or else with the group that has most of its goods. */
    private Map<LocalDate, Existing> match() {
        Map<LocalDate, Existing> matched = new TreeMap<>();
        List<Existing> left = new ArrayList<>();
        for (Existing each : before) {
            if (!each.state().isActive()) {
                continue;
            }
            LocalDate end = each.state().to();
            if (!groups.containsKey(end) || matched.putIfAbsent(end, each) != null) {
                left.add(each);
            }
        }
        while (true) {
            Optional<Pair> best = left.stream()
                    .flatMap(each -> groups.keySet().stream()
                            .filter(end -> !matched.containsKey(end))
                            .map(end -> new Pair(each, end, common(each, end))))
                    .filter(pair -> pair.common() > 0)
                    .max(Comparator.comparingInt(Pair::common)
                            .thenComparing(pair -> pair.existing().id(), Comparator.reverseOrder())
                            .thenComparing(Pair::end, Comparator.reverseOrder()));
            if (best.isEmpty()) {
                return matched;
            }
            matched.put(best.get().end(), best.get().existing());
            left.remove(best.get().existing());
        }
    }

    private record Pair(Existing existing, LocalDate end, int common) {}

    private int common(Existing existing, LocalDate end) {
        Set<CommodityPrefix> group = groups.getOrDefault(end, Set.of());
        return (int) existing.state().goods().stream().filter(group::contains).count();
    }

    private String freeId(LocalDate end, Set<String> taken) {
        String wanted = end.equals(LocalDate.MAX) ? base : Family.idUntil(base, end);
        String id = wanted;
        for (int number = 2; taken.contains(id); number++) {
            id = wanted + "-" + number;
        }
        return id;
    }

    private @Nullable Existing revoked(String id) {
        return before.stream().filter(each -> each.id().equals(id)).findFirst().orElse(null);
    }

    private MeasureState state(LocalDate end, Set<CommodityPrefix> goods, @Nullable Existing previous) {
        Map<CommodityPrefix, Goods> rows = now == null ? Map.of() : now.goods();
        boolean isInData = goods.stream().anyMatch(rows::containsKey);
        MeasureState model = previous != null ? previous.state() : modelOf(goods);
        List<String> exceptions = isInData || model == null ? footnotes(goods, rows) : model.exceptions();
        HsEdition edition = isInData || model == null ? TariffRows.edition(end, asOf) : model.edition();
        if (now != null) {
            Family family = now.family();
            return new MeasureState(
                    MeasureStatus.ACTIVE,
                    family.type().action(),
                    family.type().flow(),
                    family.country(),
                    edition,
                    List.copyOf(goods),
                    family.condition(),
                    family.from(),
                    end,
                    exceptions);
        }
        MeasureState known = before.get(0).state();
        return new MeasureState(
                MeasureStatus.ACTIVE,
                known.action(),
                known.flow(),
                known.country(),
                edition,
                List.copyOf(goods),
                known.condition(),
                known.from(),
                end,
                exceptions);
    }

    /** The measure from which goods come that the data lacks. */
    private @Nullable MeasureState modelOf(Set<CommodityPrefix> goods) {
        return before.stream()
                .map(Existing::state)
                .filter(state -> state.isActive() && state.goods().stream().anyMatch(goods::contains))
                .findFirst()
                .orElse(null);
    }

    private static List<String> footnotes(Set<CommodityPrefix> goods, Map<CommodityPrefix, Goods> rows) {
        Set<String> codes = new TreeSet<>();
        goods.stream()
                .filter(rows::containsKey)
                .forEach(each -> codes.addAll(rows.get(each).footnotes()));
        return codes.isEmpty()
                ? List.of()
                : List.of("The tariff's footnotes, which were not read here: " + String.join(", ", codes));
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
