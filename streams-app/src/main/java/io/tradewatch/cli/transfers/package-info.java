/**
 * Transfers in files: JSON lines, or CSV with a mapping of its columns. Also the {@code transfers} commands.
 *
 * <p>This package contains the readers, the form of a table, the options for a file, and the report of its rejected rows;
 * the mapping of columns to fields is in {@link io.tradewatch.mapping}. The error of a row is a value, not an exception.
 */
@NullMarked
package io.tradewatch.cli.transfers;

import org.jspecify.annotations.NullMarked;
