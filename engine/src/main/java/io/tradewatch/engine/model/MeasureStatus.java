package io.tradewatch.engine.model;

/** Whether a revision of a measure counts. */
public enum MeasureStatus {
    /** The measure is, was or will be law between its dates. */
    ACTIVE,
    /** The measure never was law: published in error, or annulled from the start. */
    REVOKED
}
