/**
 * The fast path for transfers without findings: a transfer as a few numbers, and the filter that decides from them that
 * no measure can find anything. The filter allocates nothing.
 *
 * <p>The filter must never report a transfer as clear if the rules find something in it.
 */
@NullMarked
package io.tradewatch.engine.outline;

import org.jspecify.annotations.NullMarked;
