package io.tradewatch.engine.model;

/** The type of a violation. */
public enum ViolationType {
    /** The movement is forbidden. */
    PROHIBITED,
    /** The movement needs a licence. */
    LICENCE_REQUIRED,
    /** Somebody should check the movement. */
    MONITORED,
    /** The transfer or item could not be screened in full. */
    UNSCREENABLE
}
