/**
 * Measurements of the whole application on a real broker: what screening costs, what it keeps, how soon a change of the
 * law is told, how soon work goes on after a stop or a crash.
 *
 * <p>Here live generated law and trade, the runs, and the report. Nothing here is part of the product, and no figure is
 * ever asserted: a run fails only when its output is wrong.
 */
@NullMarked
package io.tradewatch.benchmarks;

import org.jspecify.annotations.NullMarked;
