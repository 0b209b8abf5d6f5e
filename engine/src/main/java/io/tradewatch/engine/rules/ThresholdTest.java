package io.tradewatch.engine.rules;

import io.tradewatch.engine.index.ExchangeRates;
import io.tradewatch.engine.model.DecimalRange;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.Money;
import io.tradewatch.engine.model.Threshold;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tests whether one piece of an item is worth more than a limit. Rule 6. The test is exact: it does not round. */
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

    /** A value per piece below 1/1000 of the limit counts as nominal: the outcome is {@link Outcome#UNKNOWN}. */
    private static final BigDecimal PARTS = BigDecimal.valueOf(1_000);

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
    private final Outcome outcome;

    ThresholdTest(Money limit, GoodsItem item, LocalDate date, ExchangeRates rates) {
        Money value = item.value();
        this.limit = limit;
        this.unitFactor = item.unit() == null ? Integer.valueOf(1) : PIECES.get(item.unit());
        this.amount = value == null ? null : value.amount();
        this.sameCurrency = value != null && value.currency().equals(limit.currency());
        this.rate = value == null ? null : rate(value.currency(), date, rates);
        this.pieces = pieces(item);
        this.outcome = compare();
    }

    private ExchangeRates.@Nullable Rate rate(String currency, LocalDate date, ExchangeRates rates) {
        return sameCurrency
                ? new ExchangeRates.Rate(date, BigDecimal.ONE, BigDecimal.ONE)
                : rates.on(date, currency, limit.currency()).orElse(null);
    }

    /** A quantity without a unit that equals the net mass counts kilograms, not pieces. */
    private @Nullable BigDecimal pieces(GoodsItem item) {
        BigDecimal quantity = item.quantity();
        if (quantity == null || quantity.signum() <= 0 || unitFactor == null) {
            return null;
        }
        boolean isMass = item.unit() == null && item.netMassKg() != null && quantity.compareTo(item.netMassKg()) == 0;
        return isMass ? null : quantity.multiply(BigDecimal.valueOf(unitFactor));
    }

    private Outcome compare() {
        if (amount == null || amount.signum() <= 0 || pieces == null || rate == null) {
            return Outcome.UNKNOWN;
        }
        // value × rate > limit × pieces; the rate's divisor multiplies the other side, so nothing is rounded
        BigDecimal worth = amount.multiply(rate.multiplier());
        BigDecimal allowed = limit.amount().multiply(pieces).multiply(rate.divisor());
        if (worth.multiply(PARTS).compareTo(allowed) < 0) {
            return Outcome.UNKNOWN;
        }
        return worth.compareTo(allowed) > 0 ? Outcome.EXCEEDED : Outcome.NOT_EXCEEDED;
    }

    Outcome outcome() {
        return outcome;
    }

    Threshold asThreshold() {
        BigDecimal valuePerPiece = null;
        if (outcome != Outcome.UNKNOWN && amount != null && pieces != null && rate != null) {
            valuePerPiece = DecimalRange.plain(amount.multiply(rate.multiplier())
                    .divide(pieces.multiply(rate.divisor()), VALUE_DECIMALS, RoundingMode.HALF_EVEN));
        }
        return new Threshold(
                limit,
                valuePerPiece,
                rate == null
                        ? null
                        : DecimalRange.plain(
                                rate.multiplier().divide(rate.divisor(), RATE_DECIMALS, RoundingMode.HALF_EVEN)),
                rate == null || sameCurrency ? null : rate.date(),
                unitFactor);
    }
}
