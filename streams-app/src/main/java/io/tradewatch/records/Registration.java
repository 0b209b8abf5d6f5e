package io.tradewatch.records;

/** Whether writing may add a contract to the schema registry. */
public enum Registration {
    /** A contract that the registry does not have is registered at the first record. */
    AUTOMATIC,
    /** Only contracts that were registered beforehand are used. */
    REGISTERED_ONLY
}
