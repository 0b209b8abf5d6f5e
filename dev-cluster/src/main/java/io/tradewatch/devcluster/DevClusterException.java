package io.tradewatch.devcluster;

/** A server did not start or stop as expected; the message ends with the server's last log lines. */
public class DevClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DevClusterException(String message) {
        super(message);
    }

    DevClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
