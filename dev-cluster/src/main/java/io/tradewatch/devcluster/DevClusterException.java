package io.tradewatch.devcluster;

/** Tells that a server did not start or stop as it should; the message ends with what the server last logged. */
public class DevClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DevClusterException(String message) {
        super(message);
    }

    DevClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
