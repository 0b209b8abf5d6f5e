package io.tradewatch.engine.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The test of a threshold.
 *
 * @param limit the limit; the value of one piece must exceed it
 * @param valuePerPiece the value of one piece in the limit's currency, rounded half even to 6 decimals for the reader
 *     (the test itself does not round); null when it could not be computed
 * @param rate the units of the limit's currency for one unit of the item's, rounded half even to 12 decimals for the
 *     reader; null when there is none
 * @param rateDate the day of the rate; null when there is none or none was needed
 * @param unitFactor the number of pieces in one unit; null when the unit does not count pieces
 */
public record Threshold(
        Money limit,
        @Nullable BigDecimal valuePerPiece,
        @Nullable BigDecimal rate,
        @Nullable LocalDate rateDate,
        @Nullable Integer unitFactor) {}
