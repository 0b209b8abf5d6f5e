package io.tradewatch.engine.rules;

import io.tradewatch.engine.index.CommodityCode;
import io.tradewatch.engine.index.HsCorrelation;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.index.ReportedText;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.HsEdition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The commodity code of one goods item, and the corresponding codes in each measure's edition. Rule 5, edition and
 * translation.
 */
final class ItemCode {
    private final List<Reading> readings;
    private final @Nullable Doubt defect;
    private final @Nullable String tariff;
    private final HsEdition edition;
    private final boolean stated;
    private final HsCorrelation correlation;

    /**
     * One way to read the code.
     *
     * @param digits 2 to 14
     * @param edition the edition, stated or assumed
     */
    private record Reading(String digits, HsEdition edition) {}

    private ItemCode(
            List<Reading> readings,
            @Nullable Doubt defect,
            @Nullable String tariff,
            HsEdition edition,
            boolean stated,
            HsCorrelation correlation) {
        this.readings = readings;
        this.defect = defect;
        this.tariff = tariff;
        this.edition = edition;
        this.stated = stated;
        this.correlation = correlation;
    }

    static ItemCode read(GoodsItem item, LocalDate date, ReferenceTables reference) {
        String reported = item.commodityCode();
        boolean missing = reported == null || ReportedText.trimmed(reported).isEmpty();
        List<String> digits = missing ? List.of() : CommodityCode.readings(reported, reference.hsCodes());
        Doubt defect = missing ? Doubt.MISSING_CODE : digits.isEmpty() ? Doubt.UNUSABLE_CODE : null;
        HsEdition stated = item.hsEdition() == null
                ? null
                : HsEdition.named(item.hsEdition()).orElse(null);
        List<Reading> readings = new ArrayList<>(digits.size());
        for (String reading : digits) {
            readings.add(
                    new Reading(reading, stated != null ? stated : assumed(reading, date, reference.correlation())));
        }
        HsEdition edition =
                !readings.isEmpty() ? readings.get(0).edition() : stated != null ? stated : HsEdition.inForceOn(date);
        return new ItemCode(readings, defect, item.tariff(), edition, stated != null, reference.correlation());
    }

    /** The edition in force, unless only a neighbouring edition knows the code. */
    private static HsEdition assumed(String digits, LocalDate date, HsCorrelation correlation) {
        HsEdition inForce = HsEdition.inForceOn(date);
        if (digits.length() < CommodityCode.HS_DIGITS) {
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

    /** The edition of the code, stated or assumed; with two readings, the edition of the one without a leading zero. */
    HsEdition edition() {
        return edition;
    }

    /** Whether the transfer stated that edition. */
    boolean stated() {
        return stated;
    }

    /**
     * The doubt that applies when a prefix covers only some of the codes to compare. It depends on whether the code has
     * two readings, or corresponds to several codes.
     */
    Doubt someNotCovered() {
        return readings.size() > 1 ? Doubt.CODE_AMBIGUOUS : Doubt.EDITION_AMBIGUOUS;
    }

    /** The codes to compare with a measure's prefixes, in digit order; empty where the code is missing or unusable. */
    List<String> codesFor(HsEdition measureEdition, @Nullable String measureTariff) {
        if (readings.size() == 1) {
            return codesFor(readings.get(0), measureEdition, measureTariff);
        }
        Set<String> codes = new TreeSet<>();
        for (Reading reading : readings) {
            codes.addAll(codesFor(reading, measureEdition, measureTariff));
        }
        return List.copyOf(codes);
    }

    private List<String> codesFor(Reading reading, HsEdition measureEdition, @Nullable String measureTariff) {
        String code = reading.digits();
        if (code.length() > CommodityCode.HS_DIGITS && !(tariff != null && tariff.equals(measureTariff))) {
            code = code.substring(0, CommodityCode.HS_DIGITS);
        }
        if (measureEdition == reading.edition() || code.length() < CommodityCode.HS_DIGITS) {
            return List.of(code);
        }
        String sixDigits = code.substring(0, CommodityCode.HS_DIGITS);
        Set<String> translated = correlation.translate(sixDigits, reading.edition(), measureEdition);
        boolean unchanged = translated.size() == 1 && translated.contains(sixDigits);
        return unchanged ? List.of(code) : List.copyOf(translated);
    }

    /** The codes to look up in the index for measures of an edition; the index ignores national digits. */
    List<String> indexCodes(HsEdition measureEdition) {
        return codesFor(measureEdition, null);
    }
}
