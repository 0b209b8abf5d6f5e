package io.tradewatch.engine.model;

/** The part that a country plays in a transfer. */
public enum Role {
    /** Country of destination. */
    DESTINATION,
    /** Country of the consignee. */
    CONSIGNEE,
    /** Country of the end user. */
    END_USER,
    /** Country of origin of a goods item. */
    ORIGIN,
    /** Country of dispatch. */
    DISPATCH,
    /** Country of the consignor. */
    CONSIGNOR,
    /** Country of a stop on the way. */
    TRANSIT,
    /** Country of the vessel's flag; it can bind a law to a transfer, but is never a target. */
    FLAG
}
