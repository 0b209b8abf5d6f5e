package io.tradewatch.cli.transfers;

import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.mapping.RowCells;

/**
 * A row of a table.
 *
 * @param number where it begins: its line in a text file, its row in a sheet; from 1
 * @param raw its bytes, without the last line's end; of a sheet, the row as CSV
 * @param cells its cells, or why it cannot be read
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes are never compared.
record TableRow(long number, byte[] raw, DecodeResult<RowCells> cells) {}
