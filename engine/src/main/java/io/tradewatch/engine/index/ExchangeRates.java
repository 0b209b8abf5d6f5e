package io.tradewatch.engine.index;

import io.tradewatch.engine.model.DayRange;
import io.tradewatch.engine.model.DecimalRange;
import io.tradewatch.engine.model.ReferenceTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Dated exchange rates. Rule 6 uses the latest rate on or before a day, of the pair or of its reverse, and no cross
 * rates. Immutable.
 */
public final class ExchangeRates {
    static final List<String> COLUMNS = List.of("date", "from", "to", "rate");

    /**
     * A rate as the exact fraction that converts an amount: amount × multiplier ÷ divisor.
     *
     * @param date the day of the rate
     * @param multiplier positive
     * @param divisor positive; 1 for a direct rate
     */
    public record Rate(LocalDate date, BigDecimal multiplier, BigDecimal divisor) {}

    private record Pair(String from, String to) {}

    private final Map<Pair, NavigableMap<LocalDate, BigDecimal>> rates;

    private ExchangeRates(Map<Pair, NavigableMap<LocalDate, BigDecimal>> rates) {
        this.rates = rates;
    }

    /**
     * Reads the table {@value ReferenceTable#EXCHANGE_RATES}.
     *
     * @throws IllegalArgumentException when a row cannot be read, a rate is not positive or
     *     {@linkplain DecimalRange#RATE out of range}, or a day has two rates for one pair
     * @throws java.time.DateTimeException when a day cannot be read or is out of range
     */
    public static ExchangeRates from(ReferenceTable table) {
        table.requireColumns(COLUMNS);
        Map<Pair, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();
        for (List<String> row : table.rows()) {
            BigDecimal rate = rate(row);
            BigDecimal before = rates.computeIfAbsent(new Pair(row.get(1), row.get(2)), pair -> new TreeMap<>())
                    .put(DayRange.day(row.get(0)), rate);
            if (before != null) {
                throw new IllegalArgumentException("the rate of " + row + " stands twice");
            }
        }
        return new ExchangeRates(Map.copyOf(rates));
    }

    private static BigDecimal rate(List<String> row) {
        String place = "the rate from " + row.get(1) + " to " + row.get(2) + " of " + row.get(0) + " ";
        BigDecimal rate;
        try {
            rate = DecimalRange.RATE.parse(row.get(3));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place + e.getMessage(), e);
        }
        if (rate.signum() <= 0) {
            throw new IllegalArgumentException(place + "is " + rate + ", expected a number above 0");
        }
        return rate;
    }

    /** The rate from one currency to another on a day. */
    public Optional<Rate> on(LocalDate day, String from, String to) {
        Map.Entry<LocalDate, BigDecimal> direct = latest(day, from, to);
        if (direct != null) {
            return Optional.of(new Rate(direct.getKey(), direct.getValue(), BigDecimal.ONE));
        }
        Map.Entry<LocalDate, BigDecimal> reverse = latest(day, to, from);
        return Optional.ofNullable(reverse).map(entry -> new Rate(entry.getKey(), BigDecimal.ONE, entry.getValue()));
    }

    private Map.@Nullable Entry<LocalDate, BigDecimal> latest(LocalDate day, String from, String to) {
        NavigableMap<LocalDate, BigDecimal> dated = rates.get(new Pair(from, to));
        return dated == null ? null : dated.floorEntry(day);
    }
}
