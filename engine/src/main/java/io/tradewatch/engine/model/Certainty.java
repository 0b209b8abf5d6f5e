package io.tradewatch.engine.model;

/** Whether the scope of the measure is met beyond doubt. Exceptions for people remain in either case. */
public enum Certainty {
    /** There are no doubts. */
    CERTAIN,
    /** There are doubts, and they are listed. */
    POSSIBLE
}
