package io.tradewatch.engine.rules;

import io.tradewatch.engine.index.CountryReading;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.rules.CompiledMeasure.Applicability;
import io.tradewatch.engine.rules.CompiledMeasure.Coverage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies rules 2 to 5 once to goods items of one transfer that are alike in all that these rules look at: code,
 * edition, tariff and origin. A transfer may have tens of thousands of items and stops in hundreds of countries, and
 * hundreds of measures may concern each item. Applying every rule to every item would take minutes. Only rule 6 is
 * applied to each item on its own.
 *
 * <p>Threading notes: used by one thread, for one transfer.
 */
final class AlikeItems {
    /**
     * The highest number of coverages and applicabilities that are kept together: some 20 MB. What comes after that is
     * computed again for each item.
     */
    private static final int MOST_KEPT = 100_000;

    /**
     * Transfers with at most this many items keep no groups: computing a group again is cheaper. Nearly all transfers
     * are this small.
     */
    private static final int FEW = 4;

    private final MeasureIndex index;
    private final ResolvedTransfer resolvedTransfer;
    private final LocalDate date;
    private final boolean areFew;
    private final Map<Likeness, Group> groups;
    private final Map<@Nullable String, OfOrigin> byOrigin;
    private int kept;

    /** The fields that rules 2 to 5 read, as reported. */
    private record Likeness(
            @Nullable String commodityCode,
            @Nullable String hsEdition,
            @Nullable String tariff,
            @Nullable String countryOfOrigin) {}

    /**
     * The result of rules 2 to 5 for items that are alike.
     *
     * @param origin their country of origin
     * @param coverages the measures by which they satisfy rules 2 to 5, in the order of ids
     * @param defect why their code cannot be compared (rule 10); null when the code is usable or no measure needs it
     */
    record Group(
            CountryReading origin,
            List<Coverage> coverages,
            @Nullable Doubt defect) {}

    /** Results that depend on the origin alone, not on the code. */
    private static final class OfOrigin {
        private final IdentityHashMap<CompiledMeasure, Optional<Applicability>> applicabilities =
                new IdentityHashMap<>();
        private @Nullable Boolean concernsListedGoods;
    }

    AlikeItems(MeasureIndex index, ResolvedTransfer resolvedTransfer) {
        this.index = index;
        this.resolvedTransfer = resolvedTransfer;
        this.date = resolvedTransfer.date();
        this.areFew = resolvedTransfer.transfer().goodsItems().size() <= FEW;
        this.groups = areFew ? Map.of() : new HashMap<>();
        this.byOrigin = areFew ? Map.of() : new HashMap<>();
    }

    /** Returns the group of an item. */
    Group groupOf(GoodsItem item) {
        if (areFew) {
            return group(item);
        }
        Likeness likeness = new Likeness(item.commodityCode(), item.hsEdition(), item.tariff(), item.countryOfOrigin());
        Group known = groups.get(likeness);
        if (known != null) {
            return known;
        }
        Group group = group(item);
        if (kept + group.coverages().size() < MOST_KEPT) {
            kept += 1 + group.coverages().size();
            groups.put(likeness, group);
        }
        return group;
    }

    private Group group(GoodsItem item) {
        CountryReading reading = index.reference().countries().read(item.countryOfOrigin(), date);
        String origin = reading.code();
        if (!index.targetsSomeCountryOf(resolvedTransfer, origin)) {
            return new Group(reading, List.of(), null);
        }
        ItemCode code = ItemCode.read(item, date, index.reference());
        List<Coverage> coverages = new ArrayList<>(FEW);
        for (CompiledMeasure measure : index.candidates(resolvedTransfer, origin, code)) {
            Applicability applicability = applicability(measure, origin);
            Coverage coverage = applicability == null ? null : measure.coverage(applicability, code);
            if (coverage != null) {
                coverages.add(coverage);
            }
        }
        boolean isUnscreenable = code.defect() != null && concernsListedGoods(origin);
        return new Group(reading, coverages, isUnscreenable ? code.defect() : null);
    }

    private @Nullable Applicability applicability(CompiledMeasure measure, @Nullable String origin) {
        if (areFew) {
            return measure.applicability(resolvedTransfer, origin);
        }
        IdentityHashMap<CompiledMeasure, Optional<Applicability>> applicabilities = ofOrigin(origin).applicabilities;
        Optional<Applicability> known = applicabilities.get(measure);
        if (known == null) {
            known = Optional.ofNullable(measure.applicability(resolvedTransfer, origin));
            if (kept < MOST_KEPT) {
                kept++;
                applicabilities.put(measure, known);
            }
        }
        return known.orElse(null);
    }

    private boolean concernsListedGoods(@Nullable String origin) {
        if (areFew) {
            return index.anyListedGoodsConcern(resolvedTransfer, origin);
        }
        OfOrigin ofOrigin = ofOrigin(origin);
        Boolean known = ofOrigin.concernsListedGoods;
        if (known == null) {
            known = index.anyListedGoodsConcern(resolvedTransfer, origin);
            ofOrigin.concernsListedGoods = known;
        }
        return known;
    }

    private OfOrigin ofOrigin(@Nullable String origin) {
        return byOrigin.computeIfAbsent(origin, first -> new OfOrigin());
    }
}
