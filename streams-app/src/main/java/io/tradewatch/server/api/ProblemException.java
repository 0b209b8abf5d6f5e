package io.tradewatch.server.api;

import java.util.List;
import java.util.OptionalInt;

/** Ends a request with a {@link Problem}. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int TOO_MANY_REQUESTS = 429;

    private final int status;
    private final transient List<Problem.At> errors;
    private final transient OptionalInt retryAfter;

    ProblemException(int status, String detail) {
        this(status, detail, List.of());
    }

    ProblemException(int status, String detail, List<Problem.At> errors) {
        this(status, detail, errors, OptionalInt.empty());
    }

    private ProblemException(int status, String detail, List<Problem.At> errors, OptionalInt retryAfter) {
        super(detail, null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** A parameter with an invalid value. */
    static ProblemException parameter(String name, String detail) {
        return new ProblemException(400, name + " " + detail, List.of(new Problem.At(name, detail)));
    }

    /**
     * The server is at its limit.
     *
     * @param why which limit is reached
     * @param seconds when to retry the request
     */
    static ProblemException busy(String why, int seconds) {
        return new ProblemException(
                TOO_MANY_REQUESTS, why + "; ask again in " + seconds + " s", List.of(), OptionalInt.of(seconds));
    }

    int status() {
        return status;
    }

    List<Problem.At> errors() {
        return errors;
    }

    /** The seconds after which to retry the request; empty when that is not known. */
    OptionalInt retryAfter() {
        return retryAfter;
    }
}
