package io.tradewatch.engine.model;

/** The restriction that a measure imposes. */
public enum Action {
    /** The movement is forbidden. */
    PROHIBIT,
    /** The movement needs a licence or prior approval. */
    REQUIRE_LICENCE,
    /** The movement is lawful in itself, but somebody should check it. */
    MONITOR
}
