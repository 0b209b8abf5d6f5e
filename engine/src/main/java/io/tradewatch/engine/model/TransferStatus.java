package io.tradewatch.engine.model;

/** Whether a transfer is still valid. */
public enum TransferStatus {
    /** The movement was declared or reported. */
    DECLARED,
    /** The movement was called off or reported in error; a cancelled transfer has no violations. */
    CANCELLED
}
