package io.tradewatch.codec.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.util.Set;

/**
 * Distinguishes definite failures of the schema registry from temporary ones, which its client does not.
 *
 * @param name the registry in messages
 */
record RegistryAnswers(String name) {
    private static final int NOT_FOUND = 404;
    /** Error codes for an id that the registry does not have: subject, version and schema not found. */
    private static final Set<Integer> NO_SUCH_SCHEMA = Set.of(40401, 40402, 40403);

    private static final Set<Integer> FOR_CREDENTIALS = Set.of(401, 403);

    private static final Set<Integer> NOT_SETTLED = Set.of(401, 403, 408, 429);

    /** Whether the registry does not have what was asked for. Another server's 404 says nothing about schemas. */
    static boolean isNoSuchSchema(RestClientException e) {
        return e.getStatus() == NOT_FOUND && NO_SUCH_SCHEMA.contains(e.getErrorCode());
    }

    /** Whether an answer is definite: the registry understood the request and rejected it. */
    static boolean settles(RestClientException e) {
        int status = e.getStatus();
        boolean isWrongAddress = status == NOT_FOUND && !isNoSuchSchema(e);
        return status >= 400 && status < 500 && !NOT_SETTLED.contains(status) && !isWrongAddress;
    }

    /** Whether the answer is a 404 that is not about schemas, or no JSON at all. */
    private static boolean isOfAnotherServer(Exception cause) {
        return cause instanceof RestClientException refusal
                ? refusal.getStatus() == NOT_FOUND && !isNoSuchSchema(refusal)
                : cause instanceof JsonProcessingException;
    }

    /** A failure that may be temporary. */
    RegistryUnavailableException unavailable(Exception cause) {
        if (cause instanceof RestClientException refusal && FOR_CREDENTIALS.contains(refusal.getStatus())) {
            return new RegistryUnavailableException(
                    "the schema registry at " + name + " does not accept our user and password (HTTP status "
                            + refusal.getStatus() + ": " + refusal.getMessage() + ")",
                    true,
                    cause);
        }
        if (isOfAnotherServer(cause)) {
            return new RegistryUnavailableException(
                    "what answers at " + name
                            + " is no schema registry, or the registry is at another path: Apicurio's is"
                            + " /apis/ccompat/v7, Confluent's has none",
                    cause);
        }
        return new RegistryUnavailableException(
                "the schema registry at " + name + " gave no usable answer: " + cause.getMessage(), cause);
    }
}
