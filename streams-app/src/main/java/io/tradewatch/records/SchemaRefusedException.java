package io.tradewatch.records;

/**
 * The schema registry settled that a contract may not be used under a subject: it is incompatible with what is there, or
 * not registered where only registered contracts may be used. Asking again does not help.
 */
public final class SchemaRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SchemaRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
