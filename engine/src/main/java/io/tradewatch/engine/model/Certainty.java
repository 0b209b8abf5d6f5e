package io.tradewatch.engine.model;

/**
 * Whether the scope of the measure is met beyond doubt. In both cases people must still check the exceptions that are
 * given in words.
 */
public enum Certainty {
    /** There are no doubts. */
    CERTAIN,
    /** There are doubts, and they are listed. */
    POSSIBLE
}
