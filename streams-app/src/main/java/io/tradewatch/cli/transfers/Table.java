package io.tradewatch.cli.transfers;

import io.tradewatch.cli.transfers.guess.Sample;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Rows of cells below a row of the columns' names. */
interface Table extends Closeable {
    /** Number of rows at the beginning among which the columns' names are looked for. */
    int MOST_ROWS_ABOVE = Sample.MOST_ROWS_ABOVE;

    /** The columns' names; without a row of names, the columns' numbers from 1. */
    List<String> columns();

    /** The next row that is not blank; empty at the end. */
    Optional<TableRow> next() throws IOException;

    /** What stands before the rows; see {@link RowSource#preamble}. */
    byte[] preamble();

    /** Number of bytes of the file that were read; an estimate where rows are not bytes. */
    long bytesRead();

    /** See {@link RowSource#part}. */
    String part();
}
