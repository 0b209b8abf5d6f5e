package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.model.Action;
import io.tradewatch.engine.model.Flow;

/**
 * A measure type of the tariffs of the UK and the EU, which share their numbers.
 *
 * @param id the number, three digits
 * @param flow the direction that it restricts
 * @param action the restriction
 * @param isChosen whether it is imported by default
 * @param name the name
 */
record MeasureType(String id, Flow flow, Action action, boolean isChosen, String name) {}
