package io.tradewatch.ruleset.imports;

/**
 * The highest revision of a measure of earlier imports.
 *
 * @param id the measure
 * @param revision its number
 * @param state what it says
 */
record Existing(String id, int revision, MeasureState state) {}
