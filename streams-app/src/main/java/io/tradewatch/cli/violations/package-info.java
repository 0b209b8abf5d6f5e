/**
 * The command that shows alerts as they come, and how a terminal shows one.
 *
 * <p>No command here changes an alert.
 */
@NullMarked
package io.tradewatch.cli.violations;

import org.jspecify.annotations.NullMarked;
