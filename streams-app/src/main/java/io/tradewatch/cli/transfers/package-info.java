/**
 * Transfers as files hold them: JSON lines, or CSV whose columns a mapping names.
 *
 * <p>Here live the readers and the mapping. What is wrong with a row is a value, not an exception. Nothing here knows a
 * topic or a command.
 */
@NullMarked
package io.tradewatch.cli.transfers;

import org.jspecify.annotations.NullMarked;
