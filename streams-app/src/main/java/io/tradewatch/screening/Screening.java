package io.tradewatch.screening;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies the screening rules to transfers: the whole engine behind one method.
 *
 * <pre>{@code
 * List<Finding> findings = new Screening(MeasureIndex.compile(law)).screen(transfer);
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class Screening {
    private static final Comparator<Finding> BY_ITEM_THEN_MEASURE =
            Comparator.comparingInt(Finding::itemNumber).thenComparing(Finding::measureId);

    /** An earlier day is a placeholder, or a time in another unit than milliseconds. Rule 10. */
    static final LocalDate FIRST_PLAUSIBLE_DAY = LocalDate.of(1990, 1, 1);

    /** The item number of a finding that concerns no single item. */
    private static final int TRANSFER_AS_A_WHOLE = 0;

    private final MeasureIndex index;

    /** Screens against the measures of an index. */
    public Screening(MeasureIndex index) {
        this.index = index;
    }

    /**
     * Everything that is wrong with a transfer: one finding for each goods item and measure that it breaks, and one for
     * each thing that could not be screened.
     *
     * @return ordered by item number, then by measure id; empty when there is nothing to say
     */
    public List<Finding> screen(Transfer transfer) {
        if (transfer.status() == TransferStatus.CANCELLED) {
            return List.of();
        }
        ReferenceTables reference = index.reference();
        Movement movement = Movement.of(transfer, reference.countries());
        List<Finding> findings = new ArrayList<>(2);
        if (movement.destination() == null) {
            findings.add(unscreenable(TRANSFER_AS_A_WHOLE, EnumSet.of(Doubt.UNKNOWN_DESTINATION)));
        }
        for (GoodsItem item : transfer.goodsItems()) {
            String origin = reference.countries().canonical(item.countryOfOrigin());
            if (index.targetsSomeCountryOf(movement, origin)) {
                screen(movement, item, origin, findings);
            }
        }
        findings.sort(BY_ITEM_THEN_MEASURE);
        return findings;
    }

    /**
     * Whether nothing is wrong with a transfer, as far as its outline tells. Allocates nothing.
     *
     * @param outline of a transfer that was not cancelled
     * @return true only where {@link #screen} finds nothing in the transfer; false where it may
     */
    public boolean isClear(TransferOutline outline) {
        return index.isClear(outline);
    }

    private void screen(Movement movement, GoodsItem item, @Nullable String origin, List<Finding> findings) {
        ItemCode code = ItemCode.read(item, movement.date(), index.reference().correlation());
        for (CompiledMeasure measure : index.candidates(movement, origin, code)) {
            Finding finding = measure.judge(movement, item, code, origin);
            if (finding != null) {
                findings.add(finding);
            }
        }
        if (code.defect() != null && index.anyListedGoodsConcern(movement, origin)) {
            addUnscreenable(item.itemNumber(), code.defect(), findings);
        }
    }

    /** An item that is numbered like the transfer as a whole shares its violation: there is one for each number. */
    private static void addUnscreenable(int itemNumber, Doubt defect, List<Finding> findings) {
        EnumSet<Doubt> doubts = EnumSet.of(defect);
        findings.removeIf(finding -> finding.itemNumber() == itemNumber
                && finding.type() == ViolationType.UNSCREENABLE
                && doubts.addAll(finding.doubts()));
        findings.add(unscreenable(itemNumber, doubts));
    }

    private static Finding unscreenable(int itemNumber, Set<Doubt> doubts) {
        return Finding.unscreenable(itemNumber, doubts, List.of());
    }
}
