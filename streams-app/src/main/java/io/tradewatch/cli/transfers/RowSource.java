package io.tradewatch.cli.transfers;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads the rows of a file in one format. */
interface RowSource extends Closeable {
    /**
     * Reads the next row, and passes on the results that are complete with it; there may be none yet. At the end of the file
     * it passes on the remaining results.
     *
     * @return whether the file may have further rows
     */
    boolean read(Consumer<TransferRow> out) throws IOException;

    /** What stands before the rows, for a file with some of them, so that it is read in the same way. */
    byte[] preamble();

    /** Number of bytes of the file that were read. */
    long bytesRead();

    /** The part of the file that {@link TransferRow#line} counts in, such as a sheet; empty if it is the whole file. */
    default String part() {
        return "";
    }
}
