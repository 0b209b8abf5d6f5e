/**
 * The screening rules in their order, and the measures compiled for them. {@link io.tradewatch.engine.rules.Screening} is the
 * whole of it behind one method.
 *
 * <p>A finding is a pure function of a transfer and of the law: no clock, no input or output, no state.
 */
@NullMarked
package io.tradewatch.engine.rules;

import org.jspecify.annotations.NullMarked;
