package io.tradewatch.records;

import java.io.IOException;

/**
 * Tells whether Confluent's client means: the registry answered, but with something that is no Avro schema. The client
 * has no type of its own for this. It throws a plain {@link IOException} for Avro that does not parse, and wraps an
 * {@link IllegalStateException} for a schema in another language; both messages begin alike. Taken for an outage, either
 * would be asked for again without end.
 */
final class UnreadableSchema {
    private static final String BEGINNING = "Invalid schema ";
    /** What the message of a schema says that borrows nothing from other subjects. */
    private static final String NO_REFERENCES = "with refs [] ";

    private UnreadableSchema() {}

    static boolean isMeantBy(Exception e) {
        if (e.getClass() == IOException.class) {
            // A schema with references also looks like this while the registry cannot be reached for them.
            String message = String.valueOf(e.getMessage());
            return message.startsWith(BEGINNING) && message.contains(NO_REFERENCES);
        }
        return e instanceof RuntimeException
                && e.getCause() instanceof IllegalStateException
                && String.valueOf(e.getCause().getMessage()).startsWith(BEGINNING);
    }
}
