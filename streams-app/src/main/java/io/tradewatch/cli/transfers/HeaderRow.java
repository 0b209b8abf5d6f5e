package io.tradewatch.cli.transfers;

import io.tradewatch.mapping.MappingDocument;
import io.tradewatch.mapping.MappingException;
import org.jspecify.annotations.Nullable;

/**
 * Where the names of the columns stand.
 *
 * @param number the line or row, from 1; null: the first that has all columns of the mapping
 * @param isNone whether there are no names, so that columns are called by their numbers from 1
 */
record HeaderRow(@Nullable Integer number, boolean isNone) {
    /** Whether the names may stand in this line or row. */
    boolean isAt(long row) {
        return number == null || number == row;
    }

    /** Whether the names may stand after so many rows, where at most so many are tried. */
    boolean mayFollow(int rows, int most) {
        return number == null ? rows < most : rows < number;
    }

    /** @throws MappingException when the option is neither a number from 1 nor none */
    static HeaderRow of(MappingDocument document) throws MappingException {
        String written = document.text("header").orElse("");
        if (written.isEmpty()) {
            return new HeaderRow(null, false);
        }
        if (written.equals("none")) {
            return new HeaderRow(null, true);
        }
        if (!written.matches("[1-9][0-9]{0,5}")) {
            throw new MappingException("header is '" + written
                    + "', expected the number of the line with the columns' names, from 1, or none");
        }
        return new HeaderRow(Integer.valueOf(written), false);
    }
}
