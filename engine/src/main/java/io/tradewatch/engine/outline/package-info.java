/**
 * The clean path: a transfer as a few numbers, and the filter that tells from them that no measure can find anything. It
 * allocates nothing.
 *
 * <p>Nothing here may say "clear" of a transfer in which the rules find something.
 */
@NullMarked
package io.tradewatch.engine.outline;

import org.jspecify.annotations.NullMarked;
