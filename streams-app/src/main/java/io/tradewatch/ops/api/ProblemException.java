package io.tradewatch.ops.api;

import java.util.List;

/** Ends a request with a {@link Problem}. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<Problem.At> errors;

    ProblemException(int status, String detail) {
        this(status, detail, List.of());
    }

    ProblemException(int status, String detail, List<Problem.At> errors) {
        super(detail, null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    /** A parameter that cannot be. */
    static ProblemException parameter(String name, String detail) {
        return new ProblemException(400, name + " " + detail, List.of(new Problem.At(name, detail)));
    }

    int status() {
        return status;
    }

    List<Problem.At> errors() {
        return errors;
    }
}
