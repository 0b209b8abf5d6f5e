package io.tradewatch.screening;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tests whether one piece of an item is worth more than a limit. Rule 6; exact, without rounding. */
final class ThresholdTest {
    /** Pieces in a unit, by UN/ECE Recommendation 20. */
    private static final Map<String, Integer> PIECES = Map.ofEntries(
            Map.entry("C62", 1),
            Map.entry("EA", 1),
            Map.entry("PCE", 1),
            Map.entry("H87", 1),
            Map.entry("NAR", 1),
            Map.entry("NMB", 1),
            Map.entry("PR", 1),
            Map.entry("DZN", 12),
            Map.entry("DPR", 12),
            Map.entry("CEN", 100),
            Map.entry("GRO", 144),
            Map.entry("MIL", 1000));

    private static final int VALUE_DECIMALS = 6;
    private static final int RATE_DECIMALS = 12;

    enum Outcome {
        EXCEEDED,
        NOT_EXCEEDED,
        UNKNOWN
    }

    private final Money limit;
    private final @Nullable BigDecimal amount;
    private final @Nullable BigDecimal pieces;
    private final @Nullable Integer unitFactor;
    private final ExchangeRates.@Nullable Rate rate;
    private final boolean sameCurrency;

    ThresholdTest(Money limit, GoodsItem item, LocalDate date, ExchangeRates rates) {
        Money value = item.value();
        this.limit = limit;
        this.unitFactor = item.unit() == null ? Integer.valueOf(1) : PIECES.get(item.unit());
        this.amount = value == null ? null : value.amount();
        this.sameCurrency = value != null && value.currency().equals(limit.currency());
        this.rate = value == null ? null : rate(value.currency(), date, rates);
        this.pieces = pieces(item.quantity());
    }

    private ExchangeRates.@Nullable Rate rate(String currency, LocalDate date, ExchangeRates rates) {
        return sameCurrency
                ? new ExchangeRates.Rate(date, BigDecimal.ONE, BigDecimal.ONE)
                : rates.on(date, currency, limit.currency()).orElse(null);
    }

    private @Nullable BigDecimal pieces(@Nullable BigDecimal quantity) {
        return quantity == null || quantity.signum() <= 0 || unitFactor == null
                ? null
                : quantity.multiply(BigDecimal.valueOf(unitFactor));
    }

    Outcome outcome() {
        if (amount == null || pieces == null || rate == null) {
            return Outcome.UNKNOWN;
        }
        // value × rate > limit × pieces, with the rate's divisor moved to the other side so that nothing is rounded
        BigDecimal worth = amount.multiply(rate.multiplier());
        BigDecimal allowed = limit.amount().multiply(pieces).multiply(rate.divisor());
        return worth.compareTo(allowed) > 0 ? Outcome.EXCEEDED : Outcome.NOT_EXCEEDED;
    }

    Threshold asThreshold() {
        BigDecimal valuePerPiece = null;
        if (amount != null && pieces != null && rate != null) {
            valuePerPiece = plain(amount.multiply(rate.multiplier())
                    .divide(pieces.multiply(rate.divisor()), VALUE_DECIMALS, RoundingMode.HALF_EVEN));
        }
        return new Threshold(
                limit,
                valuePerPiece,
                rate == null
                        ? null
                        : plain(rate.multiplier().divide(rate.divisor(), RATE_DECIMALS, RoundingMode.HALF_EVEN)),
                rate == null || sameCurrency ? null : rate.date(),
                unitFactor);
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
