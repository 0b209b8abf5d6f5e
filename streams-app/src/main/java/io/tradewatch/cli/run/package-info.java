/**
 * The {@code run} command, and the support for all commands that run until they are stopped. {@code streams} contains the
 * application itself.
 */
@NullMarked
package io.tradewatch.cli.run;

import org.jspecify.annotations.NullMarked;
