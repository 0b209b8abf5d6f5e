package io.tradewatch.screening;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The commodity code of one goods item, and what it corresponds to in each measure's edition. Rule 5, edition and
 * translation.
 */
final class ItemCode {
    private final @Nullable String digits;
    private final @Nullable Doubt defect;
    private final @Nullable String tariff;
    private final HsEdition edition;
    private final boolean stated;
    private final HsCorrelation correlation;

    private ItemCode(
            @Nullable String digits,
            @Nullable Doubt defect,
            @Nullable String tariff,
            HsEdition edition,
            boolean stated,
            HsCorrelation correlation) {
        this.digits = digits;
        this.defect = defect;
        this.tariff = tariff;
        this.edition = edition;
        this.stated = stated;
        this.correlation = correlation;
    }

    static ItemCode read(GoodsItem item, LocalDate date, HsCorrelation correlation) {
        String reported = item.commodityCode();
        boolean missing = reported == null || reported.isBlank();
        String digits = missing ? null : CommodityCode.usableDigits(reported);
        Doubt defect = missing ? Doubt.MISSING_CODE : digits == null ? Doubt.UNUSABLE_CODE : null;
        HsEdition statedEdition = item.hsEdition() == null
                ? null
                : HsEdition.named(item.hsEdition()).orElse(null);
        HsEdition edition = statedEdition != null ? statedEdition : assumed(digits, date, correlation);
        return new ItemCode(digits, defect, item.tariff(), edition, statedEdition != null, correlation);
    }

    /** The edition in force, unless only a neighbouring edition knows the code. */
    private static HsEdition assumed(@Nullable String digits, LocalDate date, HsCorrelation correlation) {
        HsEdition inForce = HsEdition.inForceOn(date);
        if (digits == null || digits.length() < CommodityCode.HS_DIGITS) {
            return inForce;
        }
        String code = digits.substring(0, CommodityCode.HS_DIGITS);
        if (correlation.names(inForce, code)) {
            return inForce;
        }
        HsEdition older = inForce.older();
        if (older != null && correlation.names(older, code)) {
            return older;
        }
        HsEdition newer = inForce.newer();
        return newer != null && correlation.names(newer, code) ? newer : inForce;
    }

    /** Why the code cannot be compared with anything; null when it can. */
    @Nullable Doubt defect() {
        return defect;
    }

    /** The edition that the code is taken to be written in. */
    HsEdition edition() {
        return edition;
    }

    /** Whether the transfer stated that edition. */
    boolean stated() {
        return stated;
    }

    /** The codes to compare with a measure's prefixes, in digit order; empty where the code is missing or unusable. */
    List<String> codesFor(HsEdition measureEdition, @Nullable String measureTariff) {
        if (digits == null) {
            return List.of();
        }
        String code = digits;
        if (code.length() > CommodityCode.HS_DIGITS && !(tariff != null && tariff.equals(measureTariff))) {
            code = code.substring(0, CommodityCode.HS_DIGITS);
        }
        if (measureEdition == edition || code.length() < CommodityCode.HS_DIGITS) {
            return List.of(code);
        }
        String sixDigits = code.substring(0, CommodityCode.HS_DIGITS);
        Set<String> translated = correlation.translate(sixDigits, edition, measureEdition);
        boolean unchanged = translated.size() == 1 && translated.contains(sixDigits);
        return unchanged ? List.of(code) : List.copyOf(translated);
    }

    /** The codes to look up in the index for measures of an edition: national digits do not count there. */
    List<String> indexCodes(HsEdition measureEdition) {
        return codesFor(measureEdition, null);
    }
}
