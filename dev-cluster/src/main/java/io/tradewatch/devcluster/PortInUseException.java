package io.tradewatch.devcluster;

/** Another program already listens on one of the cluster's ports; nothing has been started. */
public final class PortInUseException extends DevClusterException {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortInUseException(int port, String server) {
        super("Port " + port + " on 127.0.0.1, meant for the " + server + ", is in use."
                + " Stop the program that listens there, or choose another port.");
        this.port = port;
    }

    /** The port that is taken. */
    public int port() {
        return port;
    }
}
