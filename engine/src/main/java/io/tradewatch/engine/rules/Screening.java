package io.tradewatch.engine.rules;

import static io.tradewatch.engine.model.Doubt.IMPLAUSIBLE_DATE;
import static io.tradewatch.engine.model.Doubt.TOO_MANY_FINDINGS;
import static io.tradewatch.engine.model.Doubt.UNKNOWN_DESTINATION;
import static io.tradewatch.engine.model.Doubt.UNREADABLE_COUNTRY;

import io.tradewatch.engine.model.DayRange;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.FindingCounts;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.model.TransferStatus;
import io.tradewatch.engine.model.UnreadableCountry;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.engine.outline.TransferOutline;
import io.tradewatch.engine.rules.CompiledMeasure.Coverage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Applies the screening rules to transfers: the whole engine behind one method.
 *
 * <pre>{@code
 * Screening screening = new Screening(MeasureIndex.compile(law), Screening.DEFAULT_MAX_VIOLATIONS);
 * List<Finding> findings = screening.screen(transfer);
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Screening {
    /** The default for the number of findings of one transfer that are reported one by one. */
    public static final int DEFAULT_MAX_VIOLATIONS = 1_000;

    /** The highest limit: one transfer's findings are held in memory and published in one transaction. */
    public static final int HIGHEST_MAX_VIOLATIONS = 10_000;

    private static final Comparator<Finding> BY_ITEM_THEN_MEASURE =
            Comparator.comparingInt(Finding::itemNumber).thenComparing(Finding::measureId);

    /** The item number of a finding that concerns no single item. */
    private static final int TRANSFER_AS_A_WHOLE = 0;

    private final MeasureIndex index;
    private final int maxViolations;

    /**
     * Screens against the measures of an index.
     *
     * @param maxViolations the number of findings of one transfer that are reported one by one, from 1 to
     *     {@value #HIGHEST_MAX_VIOLATIONS}; if a transfer has more, one finding counts them (rule 10)
     */
    public Screening(MeasureIndex index, int maxViolations) {
        if (maxViolations < 1 || maxViolations > HIGHEST_MAX_VIOLATIONS) {
            throw new IllegalArgumentException("at most " + maxViolations
                    + " violations of a transfer, expected a number from 1 to " + HIGHEST_MAX_VIOLATIONS);
        }
        this.index = index;
        this.maxViolations = maxViolations;
    }

    /** The number of findings of one transfer that are reported one by one. */
    public int maxViolations() {
        return maxViolations;
    }

    /**
     * Returns the findings of a transfer: one for each goods item and measure that it breaks, and one for each item
     * that could not be screened, or for the transfer as a whole. If there are more than the limit, returns one finding
     * that counts them.
     *
     * <p>Creates at most one finding more than the limit, so memory stays bounded.
     *
     * @return ordered by item number, then by measure id; empty when there is no finding
     */
    public List<Finding> screen(Transfer transfer) {
        if (transfer.status() == TransferStatus.CANCELLED) {
            return List.of();
        }
        ResolvedTransfer resolvedTransfer = ResolvedTransfer.of(transfer, index.reference());
        AlikeItems items = new AlikeItems(index, resolvedTransfer);
        List<Finding> findings = oneByOne(resolvedTransfer, items);
        if (findings.size() > maxViolations) {
            return List.of(allInOne(resolvedTransfer, items));
        }
        findings.sort(BY_ITEM_THEN_MEASURE);
        return findings;
    }

    /** Returns the findings in no order; stops after the first finding above the limit. */
    private List<Finding> oneByOne(ResolvedTransfer resolvedTransfer, AlikeItems items) {
        List<Finding> findings = new ArrayList<>(2);
        Unscreenable whole = asAWhole(resolvedTransfer);
        for (GoodsItem item : resolvedTransfer.transfer().goodsItems()) {
            AlikeItems.Group group = items.groupOf(item);
            for (Coverage coverage : group.coverages()) {
                Finding finding = coverage.measure().finding(coverage, item, resolvedTransfer.date());
                if (finding != null) {
                    findings.add(finding);
                    if (findings.size() > maxViolations) {
                        return findings;
                    }
                }
            }
            Unscreenable unscreenable = unscreenable(item, group, whole);
            if (unscreenable != null) {
                findings.add(unscreenable.finding());
                if (findings.size() > maxViolations) {
                    return findings;
                }
            }
        }
        if (whole.isSo()) {
            findings.add(whole.finding());
        }
        return findings;
    }

    /**
     * Returns the single finding for a transfer with more findings than the limit: their counts, and the parts of the
     * transfer as a whole that cannot be screened.
     */
    private Finding allInOne(ResolvedTransfer resolvedTransfer, AlikeItems items) {
        Map<String, AtomicLong> byMeasure = new HashMap<>();
        Unscreenable whole = asAWhole(resolvedTransfer);
        for (GoodsItem item : resolvedTransfer.transfer().goodsItems()) {
            AlikeItems.Group group = items.groupOf(item);
            for (Coverage coverage : group.coverages()) {
                CompiledMeasure measure = coverage.measure();
                if (!measure.spares(item, resolvedTransfer.date())) {
                    count(measure.measure().measureId(), byMeasure);
                }
            }
            if (unscreenable(item, group, whole) != null) {
                count(Violations.UNSCREENABLE, byMeasure);
            }
        }
        if (whole.isSo()) {
            count(Violations.UNSCREENABLE, byMeasure);
        }
        return whole.standingForAll(FindingCounts.of(maxViolations, byMeasure));
    }

    /** Counts one finding. Allocates once per measure, because one transfer may have millions of findings. */
    private static void count(String measureId, Map<String, AtomicLong> byMeasure) {
        byMeasure.computeIfAbsent(measureId, first -> new AtomicLong()).incrementAndGet();
    }

    /**
     * Applies rule 10 to an item. There is one finding per item number, so an item with the number of the transfer as a
     * whole shares that finding.
     *
     * @return null when the item can be screened, or when it shares the finding of the whole
     */
    private static @Nullable Unscreenable unscreenable(GoodsItem item, AlikeItems.Group group, Unscreenable whole) {
        if (!group.origin().isUnreadable() && group.defect() == null) {
            return null;
        }
        Unscreenable unscreenable =
                item.itemNumber() == TRANSFER_AS_A_WHOLE ? whole : new Unscreenable(item.itemNumber());
        if (group.origin().isUnreadable()) {
            unscreenable.add(List.of(new UnreadableCountry(Role.ORIGIN, String.valueOf(item.countryOfOrigin()))));
        }
        if (group.defect() != null) {
            unscreenable.doubts.add(group.defect());
        }
        return unscreenable == whole ? null : unscreenable;
    }

    /** Applies rule 10 to the transfer as a whole. */
    private static Unscreenable asAWhole(ResolvedTransfer resolvedTransfer) {
        Unscreenable whole = new Unscreenable(TRANSFER_AS_A_WHOLE);
        if (resolvedTransfer.destination() == null) {
            whole.doubts.add(UNKNOWN_DESTINATION);
        }
        if (resolvedTransfer.date().isBefore(DayRange.FIRST_PLAUSIBLE)) {
            whole.doubts.add(IMPLAUSIBLE_DATE);
        }
        whole.add(resolvedTransfer.unreadable());
        return whole;
    }

    /**
     * Whether the outline proves that a transfer has no findings. Allocates nothing.
     *
     * @param outline of a transfer that was not cancelled
     * @return true only if {@link #screen} finds nothing in the transfer; false if it may find something
     */
    public boolean isClear(TransferOutline outline) {
        return index.isClear(outline);
    }

    /** The parts of an item, or of the transfer as a whole, that cannot be screened. */
    private static final class Unscreenable {
        private final int itemNumber;
        private final Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);

        /** The shared empty list, unless a country cannot be read. */
        private List<UnreadableCountry> unreadable = List.of();

        Unscreenable(int itemNumber) {
            this.itemNumber = itemNumber;
        }

        void add(List<UnreadableCountry> countries) {
            if (!countries.isEmpty()) {
                doubts.add(UNREADABLE_COUNTRY);
                unreadable = new ArrayList<>(unreadable);
                unreadable.addAll(countries);
                unreadable.sort(Comparator.comparing(UnreadableCountry::role));
            }
        }

        boolean isSo() {
            return !doubts.isEmpty();
        }

        Finding finding() {
            return finding(null);
        }

        Finding standingForAll(FindingCounts counts) {
            doubts.add(TOO_MANY_FINDINGS);
            return finding(counts);
        }

        private Finding finding(@Nullable FindingCounts counts) {
            return Finding.unscreenable(itemNumber, doubts, unreadable, counts);
        }
    }
}
