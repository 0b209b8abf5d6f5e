package io.tradewatch.cli.transfers;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.StructuralDefect;
import java.util.List;
import java.util.Optional;

/** A transfer from one or several rows of a file, or the reason why a row is not a transfer. */
public sealed interface TransferRow {
    /** The line on which the row begins, from 1; the first line of several rows. */
    long line();

    /**
     * A row as in the file.
     *
     * @param line the line on which it begins, from 1
     * @param raw its bytes, without its line's end
     */
    @SuppressWarnings("ArrayRecordComponent") // The bytes are never compared.
    record Source(long line, byte[] raw) {}

    /**
     * A remark on a usable row: a value that was not read, or a date in the future.
     *
     * @param line the line on which the row begins, from 1
     * @param text the value and its place, what was expected, and how it was handled
     */
    record Note(long line, String text) {}

    /**
     * A transfer that can be screened.
     *
     * @param line the line on which it begins, from 1
     * @param transfer the transfer as a contract record
     * @param screenable the same transfer in the form that the rules use
     * @param notes the values that could not be read, in the order of the file
     * @param rows the rows that it was read from, at least one
     */
    record Good(
            long line,
            Transfer transfer,
            io.tradewatch.engine.model.Transfer screenable,
            List<Note> notes,
            List<Source> rows)
            implements TransferRow {
        public Good {
            notes = List.copyOf(notes);
            rows = List.copyOf(rows);
        }
    }

    /**
     * A row that is not a transfer.
     *
     * @param line the line on which it begins, from 1
     * @param raw the row's bytes, without its line's end; cut off if the row is too long to keep
     * @param carried the contract record, although it cannot be screened; empty if the contract cannot represent the row
     * @param defect the defect
     */
    @SuppressWarnings("ArrayRecordComponent") // The bytes are never compared.
    record Bad(long line, byte[] raw, Optional<Transfer> carried, StructuralDefect defect) implements TransferRow {}
}
