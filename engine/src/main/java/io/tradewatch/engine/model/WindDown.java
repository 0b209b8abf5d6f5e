package io.tradewatch.engine.model;

import java.time.LocalDate;
import java.util.Objects;

/**
 * A clause that spares old contracts for a while.
 *
 * @param contractBefore contracts made before this day (exclusive) are spared …
 * @param until … where the goods moved before this day (exclusive)
 */
public record WindDown(LocalDate contractBefore, LocalDate until) {
    public WindDown {
        Objects.requireNonNull(contractBefore, "contractBefore");
        Objects.requireNonNull(until, "until");
    }
}
