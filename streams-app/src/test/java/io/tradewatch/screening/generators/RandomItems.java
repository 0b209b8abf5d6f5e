package io.tradewatch.screening.generators;

import static java.util.Map.entry;

import io.tradewatch.screening.CommodityPrefix;
import io.tradewatch.screening.GoodsItem;
import io.tradewatch.screening.HsEdition;
import io.tradewatch.screening.Measure;
import io.tradewatch.screening.Money;
import io.tradewatch.screening.ReferenceTable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Draws goods items around one measure: its codes cut, extended, translated and misspelt, and values at its limit. */
final class RandomItems {
    /** Codes that are none, or hardly. */
    private static final List<String> ODD_CODES = List.of(
            "",
            " ",
            "\u200b",
            "\u00a0",
            "-",
            "=\"\"",
            "'",
            "HS",
            "0",
            "00.0",
            "306.17",
            "30617",
            "30617.0",
            "8703240.0",
            "7703231",
            "9903231",
            "9903241",
            "0070323",
            "2501001",
            "1001000",
            "87 03 231",
            "8703.2",
            "8.7032",
            "123456789012345",
            "12345678901234.0",
            "8",
            "870",
            "87032",
            "8703231",
            "77",
            "7701",
            "00",
            "001000",
            "98",
            "980100",
            "99",
            "97",
            "9701",
            "01",
            "0101",
            "ab",
            "8703AB",
            "8703231000101010",
            "87032310001010",
            "٨٧٠٣٢٣",
            "８７０３２３",
            "87\t0323",
            "87\u00a00323",
            "+8703",
            "87/03",
            "87_03",
            "8703,23");

    private static final Map<String, Integer> PIECES = Map.ofEntries(
            entry("C62", 1),
            entry("EA", 1),
            entry("PCE", 1),
            entry("H87", 1),
            entry("NAR", 1),
            entry("NMB", 1),
            entry("PR", 1),
            entry("DZN", 12),
            entry("DPR", 12),
            entry("CEN", 100),
            entry("GRO", 144),
            entry("MIL", 1000));
    // In a fixed order, so that a seed draws the same everywhere.
    private static final List<String> UNITS = List.copyOf(new TreeSet<>(PIECES.keySet()));
    private static final List<String> OTHER_UNITS = List.of("KGM", "LTR", "", "c62", " C62");

    private final PublishedLaw published;
    private final Draw draw;
    private final Measure measure;

    RandomItems(PublishedLaw published, Draw draw, Measure measure) {
        this.published = published;
        this.draw = draw;
        this.measure = measure;
    }

    GoodsItem item(int itemNumber, LocalDate day, @Nullable String origin) {
        ItemDraft draft = ItemDraft.item(itemNumber, code());
        draft.tariff = draw.maybe(60, this::tariff);
        draft.hsEdition = draw.maybe(55, this::edition);
        draft.countryOfOrigin = origin;
        draft.quantity = draw.maybe(
                85,
                () -> new BigDecimal(draw.oneOf("0", "-1", "1", "1", "2", "2", "10", "10", "0.5", "3", "7", "1000")));
        draft.unit = draw.maybe(65, this::unit);
        draft.netMassKg = draw.maybe(50, () -> netMass(draft.quantity));
        draft.value = draw.maybe(85, () -> value(draft, day));
        return draft.build();
    }

    private String tariff() {
        return measure.tariff() != null && draw.percent(60) ? measure.tariff() : draw.one(SmallWorld.TARIFFS);
    }

    private String edition() {
        int kind = draw.between(1, 100);
        if (kind <= 15) {
            return draw.oneOf("hs2017", "HS2002", "HS 2017", "", " HS2017", "2022");
        }
        return kind <= 40
                ? measure.hsEdition().name()
                : draw.oneOf(HsEdition.values()).name();
    }

    private String unit() {
        return draw.percent(85) ? draw.one(UNITS) : draw.one(OTHER_UNITS);
    }

    /** The quantity itself, which then may be no number of pieces, or another mass. */
    private BigDecimal netMass(@Nullable BigDecimal quantity) {
        if (quantity == null || draw.percent(50)) {
            return new BigDecimal(draw.oneOf("0", "1", "2.5", "1000"));
        }
        return draw.percent(50) ? quantity : quantity.setScale(3, RoundingMode.UNNECESSARY);
    }

    private @Nullable String code() {
        int kind = draw.between(1, 100);
        if (kind <= 4) {
            return null;
        }
        if (kind <= 12) {
            return draw.one(ODD_CODES);
        }
        return kind <= 65 ? digits() : new DamagedCodes(draw).damaged(digits());
    }

    private String digits() {
        String digits = ofTheMeasure();
        int kind = draw.between(1, 100);
        if (kind <= 30) {
            return digits;
        }
        if (kind <= 40 && digits.length() > 2) {
            return digits.substring(0, digits.length() - 2);
        }
        if (kind <= 60) {
            return translated(digits);
        }
        String longer = digits + draw.oneOf("10", "90", "00", "1000", "9000", "50");
        return longer.length() <= 14 ? longer : digits;
    }

    /** Mostly a code that one of the measure's prefixes stands for. */
    private String ofTheMeasure() {
        List<CommodityPrefix> prefixes = new ArrayList<>(measure.commodities());
        prefixes.addAll(measure.exceptCommodities());
        String prefix = draw.one(prefixes).digits();
        if (prefix.isEmpty() || draw.percent(15)) {
            return draw.one(SmallWorld.SIX_DIGITS);
        }
        List<String> below = SmallWorld.SIX_DIGITS.stream()
                .filter(code -> code.startsWith(prefix))
                .toList();
        return below.isEmpty() || draw.percent(30) ? prefix : draw.one(below);
    }

    /** A code that the correlation table ties to this one in some edition. */
    private String translated(String digits) {
        String six = digits.length() > 6 ? digits.substring(0, 6) : digits;
        List<List<String>> rows = published.rows(ReferenceTable.HS_CORRELATION).stream()
                .filter(row -> row.get(1).startsWith(six) || row.get(3).startsWith(six))
                .toList();
        if (rows.isEmpty()) {
            return digits;
        }
        List<String> row = draw.one(rows);
        return draw.oneOf(row.get(1), row.get(3));
    }

    /** A value at the limit or at a thousandth of it, a little above or below, or far off. */
    private Money value(ItemDraft item, LocalDate day) {
        Money limit = measure.unitValueOver();
        if (limit == null || draw.percent(10)) {
            return new Money(
                    new BigDecimal(draw.oneOf("-5", "-0.01", "0", "0.00", "0.01", "12.34", "99999")),
                    draw.one(SmallWorld.CURRENCIES));
        }
        int factor = item.unit == null ? 1 : PIECES.getOrDefault(item.unit, 1);
        BigDecimal quantity = item.quantity == null ? BigDecimal.ONE : item.quantity;
        BigDecimal atLimit = limit.amount().multiply(quantity).multiply(BigDecimal.valueOf(factor));
        String currency = draw.percent(50) ? limit.currency() : draw.one(SmallWorld.CURRENCIES);
        List<BigDecimal> rates = published.rows(ReferenceTable.EXCHANGE_RATES).stream()
                .filter(row -> row.get(1).equals(currency) || row.get(2).equals(currency))
                .filter(row -> !LocalDate.parse(row.get(0)).isAfter(day))
                .map(row -> new BigDecimal(row.get(3)))
                .toList();
        if (!rates.isEmpty() && !currency.equals(limit.currency())) {
            BigDecimal rate = draw.one(rates);
            atLimit = draw.percent(50) ? atLimit.multiply(rate) : atLimit.divide(rate, 6, RoundingMode.HALF_EVEN);
        }
        if (draw.percent(25)) {
            BigDecimal floor = atLimit.movePointLeft(3).setScale(9, RoundingMode.HALF_EVEN);
            return new Money(floor.add(new BigDecimal(draw.oneOf("0", "0.000001", "-0.000001", "0.01"))), currency);
        }
        return new Money(
                atLimit.add(new BigDecimal(draw.oneOf("0", "0", "0.000001", "-0.01", "0.01", "500"))), currency);
    }
}
