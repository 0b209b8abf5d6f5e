package io.tradewatch.screening;

import static io.tradewatch.screening.Doubt.IMPLAUSIBLE_DATE;
import static io.tradewatch.screening.Doubt.UNKNOWN_DESTINATION;
import static io.tradewatch.screening.Doubt.UNREADABLE_COUNTRY;

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
        Countries countries = index.reference().countries();
        Movement movement = Movement.of(transfer, index.reference());
        List<Finding> findings = new ArrayList<>(2);
        Unscreenable whole = new Unscreenable(TRANSFER_AS_A_WHOLE, asAWhole(movement), movement.unreadable());
        for (GoodsItem item : transfer.goodsItems()) {
            // An item that is numbered like the transfer as a whole shares its violation: there is one for each number.
            Unscreenable unscreenable =
                    item.itemNumber() == TRANSFER_AS_A_WHOLE ? whole : new Unscreenable(item.itemNumber());
            CountryReading origin = countries.read(item.countryOfOrigin(), movement.date());
            if (origin.isUnreadable()) {
                unscreenable.add(UNREADABLE_COUNTRY, Role.ORIGIN, String.valueOf(item.countryOfOrigin()));
            }
            if (index.targetsSomeCountryOf(movement, origin.code())) {
                screen(movement, item, origin.code(), findings, unscreenable);
            }
            if (unscreenable != whole) {
                unscreenable.addTo(findings);
            }
        }
        whole.addTo(findings);
        findings.sort(BY_ITEM_THEN_MEASURE);
        return findings;
    }

    /** Rule 10 for the transfer. */
    private static Set<Doubt> asAWhole(Movement movement) {
        Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        if (movement.destination() == null) {
            doubts.add(UNKNOWN_DESTINATION);
        }
        if (!movement.unreadable().isEmpty()) {
            doubts.add(UNREADABLE_COUNTRY);
        }
        if (movement.date().isBefore(FIRST_PLAUSIBLE_DAY)) {
            doubts.add(IMPLAUSIBLE_DATE);
        }
        return doubts;
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

    private void screen(
            Movement movement,
            GoodsItem item,
            @Nullable String origin,
            List<Finding> findings,
            Unscreenable unscreenable) {
        ItemCode code = ItemCode.read(item, movement.date(), index.reference());
        for (CompiledMeasure measure : index.candidates(movement, origin, code)) {
            Finding finding = measure.judge(movement, item, code, origin);
            if (finding != null) {
                findings.add(finding);
            }
        }
        if (code.defect() != null && index.anyListedGoodsConcern(movement, origin)) {
            unscreenable.doubts.add(code.defect());
        }
    }

    /** What of an item, or of the transfer as a whole, cannot be screened. */
    private static final class Unscreenable {
        private final int itemNumber;
        private final Set<Doubt> doubts;
        private final List<UnreadableCountry> unreadable;

        Unscreenable(int itemNumber) {
            this(itemNumber, EnumSet.noneOf(Doubt.class), List.of());
        }

        Unscreenable(int itemNumber, Set<Doubt> doubts, List<UnreadableCountry> unreadable) {
            this.itemNumber = itemNumber;
            this.doubts = doubts;
            this.unreadable = new ArrayList<>(unreadable);
        }

        void add(Doubt doubt, Role role, String text) {
            doubts.add(doubt);
            unreadable.add(new UnreadableCountry(role, text));
        }

        void addTo(List<Finding> findings) {
            if (!doubts.isEmpty()) {
                unreadable.sort(Comparator.comparing(UnreadableCountry::role));
                findings.add(Finding.unscreenable(itemNumber, doubts, unreadable));
            }
        }
    }
}
