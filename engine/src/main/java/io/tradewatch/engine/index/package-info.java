/**
 * Reading and finding: countries, commodity codes, exchange rates and places by the reference tables, and the look-ups by
 * which rules find measures in time that does not depend on how many there are.
 *
 * <p>Embedders need {@link io.tradewatch.engine.index.ReferenceTables} and {@link io.tradewatch.engine.index.Law}; the rest
 * serves the packages beside it. Nothing here judges.
 */
@NullMarked
package io.tradewatch.engine.index;

import org.jspecify.annotations.NullMarked;
