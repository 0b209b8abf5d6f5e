package io.tradewatch.codec.registry;

/**
 * The schema registry definitely does not allow a contract under a subject. The contract is incompatible with the
 * registered versions, or it is not registered although only registered contracts may be used. A retry does not help.
 */
public final class SchemaRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
