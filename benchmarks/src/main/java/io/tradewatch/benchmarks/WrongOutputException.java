package io.tradewatch.benchmarks;

/** Ends a benchmark whose output is not what the reference says: a time for wrong work is no time. */
final class WrongOutputException extends RuntimeException {
    WrongOutputException(String message) {
        super(message);
    }
}
