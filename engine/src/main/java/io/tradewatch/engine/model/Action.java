package io.tradewatch.engine.model;

/** What a measure asks for. */
public enum Action {
    /** The movement is forbidden. */
    PROHIBIT,
    /** The movement needs a licence or prior approval. */
    REQUIRE_LICENCE,
    /** The movement is lawful in itself, but worth a look. */
    MONITOR
}
