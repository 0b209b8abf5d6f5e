package io.tradewatch.engine.model;

/** What a violation says. */
public enum ViolationType {
    /** The movement is forbidden. */
    PROHIBITED,
    /** The movement needs a licence. */
    LICENCE_REQUIRED,
    /** The movement is worth a look. */
    MONITORED,
    /** The transfer or item could not be screened in full. */
    UNSCREENABLE
}
