package io.tradewatch.ruleset.review;

import io.tradewatch.engine.index.CommodityCode;
import io.tradewatch.engine.index.HsCorrelation;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.ruleset.files.EditionCodes;
import java.util.List;
import java.util.Set;

/** What codes stand for, and what they correspond to in another edition. */
final class EditionTranslation {
    private final EditionCodes editions;
    private final HsCorrelation correlation;

    /** @param tables the reference tables, free of errors */
    EditionTranslation(List<ReferenceTable> tables) {
        this.editions = new EditionCodes(
                ReferenceTable.named(tables, ReferenceTable.HS_CODES).orElseThrow());
        this.correlation = ReferenceTables.of(tables).correlation();
    }

    /** Returns the subheadings of a code; the code itself if it has more digits, or if none is known. */
    Set<String> goods(String digits, HsEdition edition) {
        Set<String> under = digits.length() < CommodityCode.HS_DIGITS ? editions.codesUnder(edition, digits) : Set.of();
        return under.isEmpty() ? Set.of(digits) : under;
    }

    /**
     * Returns what a code corresponds to in another edition. A code that its edition does not have is taken from the
     * nearest that has it, because the law prints such numbers too.
     */
    Set<String> between(String digits, HsEdition from, HsEdition to) {
        if (digits.length() < CommodityCode.HS_DIGITS) {
            return Set.of(digits);
        }
        String six = digits.substring(0, CommodityCode.HS_DIGITS);
        HsEdition own = editions.nearestWith(from, six).orElse(from);
        Set<String> partners = correlation.translate(six, own, to);
        return partners.equals(Set.of(six)) ? Set.of(digits) : partners;
    }
}
