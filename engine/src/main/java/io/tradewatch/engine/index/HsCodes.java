package io.tradewatch.engine.index;

import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.ReferenceTable;
import java.util.BitSet;
import java.util.List;

/** The subheadings of all editions of the Harmonized System. Rule 5. Immutable. */
public final class HsCodes {
    static final List<String> COLUMNS = List.of("edition", "code");

    private final BitSet subheadings;

    private HsCodes(BitSet subheadings) {
        this.subheadings = subheadings;
    }

    /**
     * Reads the table {@value ReferenceTable#HS_CODES}.
     *
     * @throws IllegalArgumentException when an edition is not known here, or a code has not six digits
     */
    static HsCodes from(ReferenceTable table) {
        table.requireColumns(COLUMNS);
        BitSet subheadings = new BitSet();
        for (List<String> row : table.rows()) {
            if (HsEdition.named(row.get(0)).isEmpty()) {
                throw new IllegalArgumentException("'" + row.get(0) + "' is not an edition of the Harmonized System;"
                        + " expected HS2007, HS2012, HS2017 or HS2022");
            }
            subheadings.set(Integer.parseInt(HsCorrelation.requireSixDigits(row.get(1))));
        }
        return new HsCodes(subheadings);
    }

    /**
     * Whether the first six digits of a code are a subheading of any edition. The code must have at least six digits.
     */
    boolean haveSubheadingOf(String digits) {
        return subheadings.get(CodeKeys.number(digits, CommodityCode.HS_DIGITS));
    }
}
