package io.tradewatch.engine.reference;

import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.Money;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.model.Threshold;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rule 6: threshold. */
final class NaiveThreshold {
    /** A rate as a fraction, so that an inverse stays exact; no date where no rate was needed. */
    private record Rate(
            BigDecimal over, BigDecimal under, @Nullable LocalDate date) {}

    /** What the rule says. */
    enum Outcome {
        EXCEEDED,
        NOT_EXCEEDED,
        UNKNOWN
    }

    /** The outcome, and how it came about. */
    record Tested(Outcome outcome, Threshold threshold) {}

    private final NaiveTables tables;

    NaiveThreshold(NaiveTables tables) {
        this.tables = tables;
    }

    Tested test(Money limit, GoodsItem item, LocalDate d) {
        Integer factor = factor(item.unit());
        Money value = item.value();
        BigDecimal quantity = item.quantity();
        Rate rate = value == null ? null : rate(value.currency(), limit.currency(), d);
        BigDecimal shownRate = rate == null ? null : shown(rate.over(), rate.under(), 12);
        LocalDate rateDate = rate == null ? null : rate.date();
        Tested unknown = new Tested(Outcome.UNKNOWN, new Threshold(limit, null, shownRate, rateDate, factor));
        if (value == null || rate == null || factor == null || quantity == null) {
            return unknown;
        }
        if (quantity.signum() <= 0 || value.amount().signum() <= 0 || isMass(item, quantity)) {
            return unknown;
        }
        BigDecimal pieces = quantity.multiply(BigDecimal.valueOf(factor));
        // value × over ÷ under > amount × pieces, multiplied by under: nothing is divided, so nothing is rounded.
        BigDecimal left = value.amount().multiply(rate.over());
        BigDecimal right = limit.amount().multiply(pieces).multiply(rate.under());
        if (left.multiply(BigDecimal.valueOf(1000)).compareTo(right) < 0) { // "under a thousandth of the amount"
            return unknown;
        }
        Outcome outcome = left.compareTo(right) > 0 ? Outcome.EXCEEDED : Outcome.NOT_EXCEEDED;
        BigDecimal perPiece = shown(left, rate.under().multiply(pieces), 6);
        return new Tested(outcome, new Threshold(limit, perPiece, shownRate, rateDate, factor));
    }

    /** "Unit absent while quantity equals netMassKg." */
    private static boolean isMass(GoodsItem item, BigDecimal quantity) {
        return item.unit() == null
                && item.netMassKg() != null
                && item.netMassKg().compareTo(quantity) == 0;
    }

    private static @Nullable Integer factor(@Nullable String unit) {
        if (unit == null
                || List.of("C62", "EA", "PCE", "H87", "NAR", "NMB", "PR").contains(unit)) {
            return 1;
        }
        return switch (unit) {
            case "DZN", "DPR" -> 12;
            case "CEN" -> 100;
            case "GRO" -> 144;
            case "MIL" -> 1000;
            default -> null;
        };
    }

    private @Nullable Rate rate(String from, String to, LocalDate d) {
        if (from.equals(to)) {
            return new Rate(BigDecimal.ONE, BigDecimal.ONE, null);
        }
        List<String> direct = latest(from, to, d);
        if (direct != null) {
            return new Rate(new BigDecimal(direct.get(3)), BigDecimal.ONE, LocalDate.parse(direct.get(0)));
        }
        List<String> reverse = latest(to, from, d);
        if (reverse != null) {
            return new Rate(BigDecimal.ONE, new BigDecimal(reverse.get(3)), LocalDate.parse(reverse.get(0)));
        }
        return null;
    }

    private @Nullable List<String> latest(String from, String to, LocalDate d) {
        List<String> best = null;
        for (List<String> row : tables.rows(ReferenceTable.EXCHANGE_RATES)) {
            boolean pair = row.get(1).equals(from) && row.get(2).equals(to);
            boolean past = !LocalDate.parse(row.get(0)).isAfter(d);
            if (pair && past && (best == null || LocalDate.parse(row.get(0)).isAfter(LocalDate.parse(best.get(0))))) {
                best = row;
            }
        }
        return best;
    }

    /** For the reader: half even to so many decimals, without trailing zeros or an exponent. */
    private static BigDecimal shown(BigDecimal over, BigDecimal under, int decimals) {
        BigDecimal stripped =
                over.divide(under, decimals, RoundingMode.HALF_EVEN).stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
