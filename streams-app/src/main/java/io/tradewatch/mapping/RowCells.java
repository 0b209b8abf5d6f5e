package io.tradewatch.mapping;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Optional;

/** The cells of one row, by the names of their columns. A workbook also knows which of them are numbers and dates. */
@FunctionalInterface
public interface RowCells {
    /** The text of a cell, without the decoration of {@link Cells}; empty if there is nothing in it. */
    String text(String column);

    /** The number that a cell holds; empty if it holds a text. */
    default Optional<BigDecimal> number(String column) {
        return Optional.empty();
    }

    /** The date, or date and time, that a cell holds; empty if it holds a text or a number. */
    default Optional<LocalDateTime> time(String column) {
        return Optional.empty();
    }

    /** How people find a column. */
    default String label(String column) {
        return "'" + column + "'";
    }
}
