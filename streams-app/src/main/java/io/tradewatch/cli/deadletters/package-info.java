/**
 * The commands that list dead letters and send their originals again.
 *
 * <p>How a dead letter comes about is in the package {@code screening}.
 */
@NullMarked
package io.tradewatch.cli.deadletters;

import org.jspecify.annotations.NullMarked;
