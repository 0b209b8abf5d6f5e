package io.tradewatch.devcluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class DevClusterOptionsTest {
    @Test
    void shouldRefuseTwoBrokersAsTheyAreNoQuorum() {
        assertThatThrownBy(() -> DevClusterOptions.defaults().withBrokers(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("brokers is 2, must be 1 or 3");
    }

    @Test
    void shouldRefuseAFirstPortThatLeavesNoneForTheLastBroker() {
        assertThatThrownBy(() -> DevClusterOptions.defaults().withBrokers(3).withKafkaPort(65_534))
                .hasMessage("kafkaPort is 65534, must be from 0 to 65533");
    }

    @Test
    void shouldRefuseAHeapThatNoBrokerStartsIn() {
        assertThatThrownBy(() -> DevClusterOptions.defaults().withBrokerHeapMegabytes(64))
                .hasMessage("brokerHeapMegabytes is 64, must be at least 128");
    }

    @Test
    void shouldRefuseSettingsOfOneBrokerForThree() {
        assertThatThrownBy(() -> DevClusterOptions.defaults()
                        .withBrokerProperties(Map.of("a", "b"))
                        .withBrokers(3))
                .hasMessage("brokers is 3, must be 1 with brokerProperties");
    }
}
