package io.tradewatch.cli.transfers;

import io.tradewatch.avro.Transfer;
import io.tradewatch.records.StructuralDefect;
import java.util.Optional;

/** One row of a file: a transfer, or what keeps it from being one. */
public sealed interface TransferRow {
    /** The line on which the row begins, from 1. */
    long line();

    /**
     * A transfer that can be screened.
     *
     * @param line the line on which it begins, from 1
     * @param transfer the transfer as the contract carries it
     * @param screenable the same as the rules see it
     */
    record Good(long line, Transfer transfer, io.tradewatch.screening.Transfer screenable) implements TransferRow {}

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
