/**
 * Compares measure files with the topic {@code measures} and publishes what has changed.
 *
 * <p>This package reads and writes that topic for commands. The running application reads it in {@code streams}.
 */
@NullMarked
package io.tradewatch.ruleset.publish;

import org.jspecify.annotations.NullMarked;
