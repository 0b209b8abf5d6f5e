/**
 * Reads countries, commodity codes, exchange rates and places by the reference tables, and holds the indexes by which
 * the rules find measures. The time for a look-up does not depend on the number of measures.
 *
 * <p>Embedders need {@link io.tradewatch.engine.index.ReferenceTables} and {@link io.tradewatch.engine.index.Law}; the
 * other classes serve the neighbouring packages. This package applies no rules.
 */
@NullMarked
package io.tradewatch.engine.index;

import org.jspecify.annotations.NullMarked;
