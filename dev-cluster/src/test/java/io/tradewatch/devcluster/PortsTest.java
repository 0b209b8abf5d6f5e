package io.tradewatch.devcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PortsTest {
    @Test
    void shouldNotGiveAPortTwice() {
        Set<Integer> taken = new HashSet<>();

        int first = Ports.free(taken);
        int second = Ports.free(taken);

        assertThat(first).isNotEqualTo(second);
        assertThat(taken).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void shouldRefuseAPortThatSomebodyListensOn() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.require(other.getLocalPort(), "Kafka broker", new HashSet<>()))
                    .isInstanceOf(PortInUseException.class)
                    .hasMessageContaining(
                            other.getLocalPort() + " on 127.0.0.1, meant for the Kafka broker, is in use");
        }
    }

    @Test
    void shouldRefuseOnePortForTwoServers() {
        Set<Integer> taken = new HashSet<>();
        int port = Ports.free(taken);

        assertThatThrownBy(() -> Ports.require(port, "schema registry", taken)).isInstanceOf(PortInUseException.class);
    }
}
