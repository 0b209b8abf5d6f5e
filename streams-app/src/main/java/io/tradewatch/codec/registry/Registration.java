package io.tradewatch.codec.registry;

/** Whether writing may add a contract to the schema registry. */
public enum Registration {
    /** The first record registers a contract that the registry does not have. */
    AUTOMATIC,
    /** Only contracts that are already registered are used. */
    REGISTERED_ONLY
}
