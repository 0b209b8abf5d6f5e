package io.tradewatch.screening;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Dated exchange rates. Rule 6: the latest on or before a day, of the pair or of its reverse; no crosses. Immutable. */
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
     * @throws IllegalArgumentException when a row cannot be read, a rate is not positive or a day has two of a pair
     */
    public static ExchangeRates from(ReferenceTable table) {
        table.requireColumns(COLUMNS);
        Map<Pair, NavigableMap<LocalDate, BigDecimal>> rates = new HashMap<>();
        for (List<String> row : table.rows()) {
            BigDecimal rate = new BigDecimal(row.get(3));
            if (rate.signum() <= 0) {
                throw new IllegalArgumentException("the rate of " + row + " is not positive");
            }
            BigDecimal before = rates.computeIfAbsent(new Pair(row.get(1), row.get(2)), pair -> new TreeMap<>())
                    .put(LocalDate.parse(row.get(0)), rate);
            if (before != null) {
                throw new IllegalArgumentException("the rate of " + row + " stands twice");
            }
        }
        return new ExchangeRates(Map.copyOf(rates));
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
