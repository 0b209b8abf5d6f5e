package io.tradewatch.ruleset.review;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.ruleset.files.CodeSet;
import java.util.Set;

/** Codes as measures list them, whole or in part ({@code ex}), searched by the beginnings of codes. */
final class ListedCodes {
    private final CodeSet whole = new CodeSet();
    private final CodeSet parts = new CodeSet();

    void add(CommodityPrefix code) {
        (code.ex() ? parts : whole).add(code.digits());
    }

    /** Returns how much of a code is listed. A longer code, or one with {@code ex}, is a part of it. */
    Extent extent(String digits) {
        if (whole.contains(digits)) {
            return Extent.WHOLE;
        }
        return whole.touches(digits) || parts.touches(digits) ? Extent.PART : Extent.NONE;
    }

    /** Whether a code with {@code ex} has something in common with a code. */
    boolean hasPartOf(String digits) {
        return parts.touches(digits);
    }

    /** Returns the longer codes of a code that are listed whole. */
    Set<String> wholeUnder(String digits) {
        return whole.under(digits);
    }
}
