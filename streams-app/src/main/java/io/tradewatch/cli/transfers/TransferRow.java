package io.tradewatch.cli.transfers;

import io.tradewatch.avro.Transfer;
import io.tradewatch.records.StructuralDefect;
import java.util.List;
import java.util.Optional;

/** A row of a file, or several that belong together: a transfer, or what keeps a row from being one. */
public sealed interface TransferRow {
    /** The line on which the row begins, from 1; of several rows, the first. */
    long line();

    /**
     * A row as the file has it.
     *
     * @param line the line on which it begins, from 1
     * @param raw its bytes, without its line's end
     */
    @SuppressWarnings("ArrayRecordComponent") // Carried along, never compared.
    record Source(long line, byte[] raw) {}

    /**
     * What a person should know of a row that is a transfer all the same: a value that was not read, a day to come.
     *
     * @param line the line on which the row begins, from 1
     * @param text what was found where, what was expected, and what became of it
     */
    record Note(long line, String text) {}

    /**
     * A transfer that can be screened.
     *
     * @param line the line on which it begins, from 1
     * @param transfer the transfer as the contract carries it
     * @param screenable the same as the rules see it
     * @param notes what could not be read of it, in the order of the file
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
     * A row that is no transfer.
     *
     * @param line the line on which it begins, from 1
     * @param raw the row's bytes, without its line's end; cut off where the row is too long to be kept
     * @param carried what the contract can carry although it cannot be screened; empty where it can carry nothing
     * @param defect what is wrong
     */
    @SuppressWarnings("ArrayRecordComponent") // Carried along, never compared.
    record Bad(long line, byte[] raw, Optional<Transfer> carried, StructuralDefect defect) implements TransferRow {}
}
