package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.index.CommodityCode;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.ruleset.files.EditionCodes;
import io.tradewatch.ruleset.files.HsFields;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads goods codes of ten digits as prefixes: pairs of zeros at the end mean that the row covers everything below. A
 * row about a part of a code, such as an intermediate line of the nomenclature, becomes an {@code ex} prefix.
 */
final class GoodsCode {
    private static final Pattern WRITTEN = Pattern.compile("(?<digits>[0-9]{9,10})(?: (?<suffix>[0-9]{2}))?");
    private static final String DECLARABLE = "80";
    private static final int DIGITS = 10;
    private final TariffFormat format;
    private final EditionCodes subheadings;

    /** @param codes the table of subheadings by edition */
    GoodsCode(TariffFormat format, ReferenceTable codes) {
        this.format = format;
        this.subheadings = new EditionCodes(codes);
    }

    /**
     * Reads a code; empty when it has not ten digits, or nine after a lost zero.
     *
     * @param isPart whether the row covers only a part of the goods
     */
    Optional<CommodityPrefix> read(String written, boolean isPart) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String digits = matcher.group("digits");
        digits = digits.length() < DIGITS ? "0" + digits : digits;
        while (digits.length() > 2 && digits.endsWith("00")) {
            digits = digits.substring(0, digits.length() - 2);
        }
        String suffix = matcher.group("suffix");
        boolean isIntermediate = suffix != null && !suffix.equals(DECLARABLE);
        boolean isCut = digits.length() > format.digits();
        return Optional.of(new CommodityPrefix(
                isCut ? digits.substring(0, format.digits()) : digits, isPart || isIntermediate || isCut));
    }

    /** Whether an edition of the Harmonized System has the goods of a prefix. */
    boolean exists(CommodityPrefix prefix, HsEdition edition) {
        String digits = prefix.digits();
        return HsFields.isChapter(digits.substring(0, 2))
                && (digits.length() < CommodityCode.HS_DIGITS
                        || subheadings.has(edition, digits.substring(0, CommodityCode.HS_DIGITS)));
    }
}
