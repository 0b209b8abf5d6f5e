package io.tradewatch.devcluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds ports that a server can bind again after it was killed.
 *
 * <p>An ephemeral port is unsuitable. While its server is down, the system may assign it to a client's outgoing connection,
 * even to a connection attempt to that server, and the server never gets it back. So ports below the ephemeral range are
 * used.
 */
final class Ports {
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 1_000;

    private Ports() {}

    /** A free port that is not in {@code taken}; it is added there. */
    static int free(Set<Integer> taken) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (!taken.contains(port) && isFree(port)) {
                taken.add(port);
                return port;
            }
        }
        throw new DevClusterException("No free port found between " + LOWEST + " and " + HIGHEST + ".");
    }

    /** The port itself, if it is free; it is added to {@code taken}. */
    static int require(int port, String server, Set<Integer> taken) {
        if (!isFree(port) || !taken.add(port)) {
            throw new PortInUseException(port, server);
        }
        return port;
    }

    /** Whether a server can listen on a port of 127.0.0.1. */
    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Servers set this too. Without it, connections of a recently stopped server would count as in use.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }
}
