/**
 * Screens past transfers again after a change of the ruleset: the progress of a task, the barrier that holds a task back
 * while its ruleset lags, and the reader of past transfers.
 *
 * <p>What a past transfer violates is decided in {@code screening}.
 */
@NullMarked
package io.tradewatch.rescreen;

import org.jspecify.annotations.NullMarked;
