package io.tradewatch.engine.model;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * An amount in one currency.
 *
 * @param amount the amount, exact, of any sign and scale
 * @param currency the ISO 4217 code, must match exactly
 */
public record Money(BigDecimal amount, String currency) {
    public Money {
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(currency, "currency");
    }
}
