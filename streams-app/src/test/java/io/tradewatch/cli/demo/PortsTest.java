package io.tradewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewatch.cli.CliException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void shouldNameEveryPortThatIsTakenWithTheOptionThatTakesAnother() throws IOException {
        try (ServerSocket kafka = taken();
                ServerSocket http = taken()) {
            Ports ports = new Ports(kafka.getLocalPort(), 0, http.getLocalPort());

            assertThatThrownBy(ports::requireFree).isInstanceOfSatisfying(CliException.class, refused -> {
                assertThat(refused)
                        .hasMessage("port " + kafka.getLocalPort()
                                + " on 127.0.0.1, for Kafka, is in use by another program; port "
                                + http.getLocalPort()
                                + " on 127.0.0.1, for health, metrics and API, is in use by another program");
                assertThat(refused.fix())
                        .isEqualTo("Stop them, or take other ports: --kafka-port PORT --http-port PORT; 0 takes"
                                + " any that is free.");
                assertThat(refused.exitCode()).isEqualTo(1);
            });
        }
    }

    @Test
    void shouldRefuseOnePortForTwoServers() {
        Ports ports = new Ports(19_092, 18_081, 19_092);

        assertThatThrownBy(ports::requireFree)
                .isInstanceOfSatisfying(
                        CliException.class,
                        refused -> assertThat(refused.exitCode()).isEqualTo(2))
                .hasMessage("--kafka-port and --http-port are both 19092, expected different ports");
    }

    @Test
    void shouldTakePortsThatAreLeftToTheSystem() {
        assertThatCode(() -> new Ports(0, 0, 0).requireFree()).doesNotThrowAnyException();
    }

    private static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
