package io.tradewatch.server;

/** Another program already listens on the server's port. */
public final class PortTakenException extends Exception {
    private static final long serialVersionUID = 1L;

    PortTakenException(String host, int port, Throwable cause) {
        super("port " + port + " on " + host + " is in use by another program, or may not be used", cause);
    }
}
