package io.tradewatch.codec.registry;

import java.io.IOException;

/**
 * Detects the failure of Confluent's client that means: the registry answered, but not with an Avro schema. The client
 * has no exception type for this. It throws a plain {@link IOException} for Avro that cannot be parsed, and wraps an
 * {@link IllegalStateException} for a schema in another language. Both messages have the same beginning. If such a
 * failure were treated as an outage, the request would be retried without end.
 */
final class UnreadableSchema {
    private static final String BEGINNING = "Invalid schema ";
    /** The part of the message for a schema without references to other subjects. */
    private static final String NO_REFERENCES = "with refs [] ";

    private UnreadableSchema() {}

    static boolean isMeantBy(Exception e) {
        if (e.getClass() == IOException.class) {
            // A schema with references gives the same failure while the registry cannot be reached for the references.
            String message = String.valueOf(e.getMessage());
            return message.startsWith(BEGINNING) && message.contains(NO_REFERENCES);
        }
        return e instanceof RuntimeException
                && e.getCause() instanceof IllegalStateException
                && String.valueOf(e.getCause().getMessage()).startsWith(BEGINNING);
    }
}
