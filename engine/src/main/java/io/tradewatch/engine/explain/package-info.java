/**
 * Findings for people: the sentence of an alert, and traces with the result of each rule.
 *
 * <p>The package applies no rules: it describes results from the package {@code rules}.
 */
@NullMarked
package io.tradewatch.engine.explain;

import org.jspecify.annotations.NullMarked;
