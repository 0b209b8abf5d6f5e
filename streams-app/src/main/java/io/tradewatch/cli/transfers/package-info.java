/**
 * Transfers in files: JSON lines, or CSV with a mapping of its columns.
 *
 * <p>This package contains the readers and the mapping. The error of a row is a value, not an exception. Nothing here
 * depends on a topic or a command.
 */
@NullMarked
package io.tradewatch.cli.transfers;

import org.jspecify.annotations.NullMarked;
