package io.tradewatch.mapping;

/** A mapping cannot be used. The message contains the location, the error, and what was expected. */
public final class MappingException extends Exception {
    private static final long serialVersionUID = 1L;

    public MappingException(String message) {
        super(message);
    }
}
