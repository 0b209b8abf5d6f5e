/**
 * The {@code replay} command, and the run, the options and the differences that other commands share with it.
 *
 * <p>The replay itself is in {@code io.tradewatch.replay}.
 */
@NullMarked
package io.tradewatch.cli.replay;

import org.jspecify.annotations.NullMarked;
