package io.tradewatch.cli.transfers;

import io.tradewatch.codec.registry.DecodeResult;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Rows of cells below a row of the columns' names. */
interface Table extends Closeable {
    /** Number of rows at the beginning among which the columns' names are looked for. */
    int MOST_ROWS_ABOVE = 50;

    /**
     * A row.
     *
     * @param number where it begins: its line in a text file, its row in a sheet; from 1
     * @param raw its bytes, without the last line's end; of a sheet, the row as CSV
     * @param cells its cells, or why it cannot be read
     */
    @SuppressWarnings("ArrayRecordComponent") // The bytes are never compared.
    record Row(long number, byte[] raw, DecodeResult<RowCells> cells) {}

    /** The columns' names; without a row of names, the columns' numbers from 1. */
    List<String> columns();

    /** The next row that is not blank; empty at the end. */
    Optional<Row> next() throws IOException;

    /** What stands before the rows; see {@link RowSource#preamble}. */
    byte[] preamble();

    /** Number of bytes of the file that were read; an estimate where rows are not bytes. */
    long bytesRead();

    /** See {@link RowSource#part}. */
    String part();
}
