package io.tradewatch.cli;

import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;

/** Diagnoses the brokers' addresses after no broker has answered: Kafka's client only reports a timeout. */
final class BrokerReachability {
    private static final int CONNECT_MS = 500;
    private static final int MOST = 3;

    private BrokerReachability() {}

    /** The state of the brokers' addresses, in words; empty when the diagnosis finds nothing. */
    static Optional<String> diagnosis(Configuration configuration) {
        Object protocol = configuration
                .kafka()
                .getOrDefault(
                        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
        Set<String> found = new LinkedHashSet<>();
        String[] addresses = configuration.get(Keys.BOOTSTRAP_SERVERS).split("\\s*,\\s*", -1);
        for (int i = 0; i < Math.min(MOST, addresses.length); i++) {
            diagnosis(addresses[i].strip(), protocol).ifPresent(found::add);
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", found));
    }

    private static Optional<String> diagnosis(String address, Object protocol) {
        int colon = address.lastIndexOf(':');
        String host = address.substring(0, Math.max(0, colon));
        InetSocketAddress socketAddress;
        try {
            socketAddress = new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (socketAddress.isUnresolved()) {
            return Optional.of("there is no host named " + host);
        }
        try (Socket socket = new Socket()) {
            socket.connect(socketAddress, CONNECT_MS);
            return Optional.of("something listens at " + address + ", but does not answer as Kafka does over "
                    + protocol + ": another program, or a listener with another security.protocol");
        } catch (ConnectException e) {
            return Optional.of("nothing listens at " + address);
        } catch (IOException e) {
            return Optional.of(address + " cannot be reached: " + e.getMessage());
        }
    }
}
