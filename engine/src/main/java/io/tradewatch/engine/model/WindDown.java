package io.tradewatch.engine.model;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A clause that exempts old contracts for a limited time.
 *
 * @param contractBefore the clause exempts contracts made before this day (exclusive) …
 * @param until … if the goods moved before this day (exclusive)
 */
public record WindDown(LocalDate contractBefore, LocalDate until) {
    public WindDown {
        Objects.requireNonNull(contractBefore, "contractBefore");
        Objects.requireNonNull(until, "until");
    }
}
