/**
 * Findings and judgements for people: the sentence of an alert, and how each rule answered.
 *
 * <p>Nothing here judges: what it says was found elsewhere.
 */
@NullMarked
package io.tradewatch.engine.explain;

import org.jspecify.annotations.NullMarked;
