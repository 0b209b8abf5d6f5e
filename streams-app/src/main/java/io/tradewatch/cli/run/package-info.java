/**
 * The command that runs the application against a cluster, and what every command needs that runs until it is told to
 * stop. What the application does lives in {@code topology}.
 */
@NullMarked
package io.tradewatch.cli.run;

import org.jspecify.annotations.NullMarked;
