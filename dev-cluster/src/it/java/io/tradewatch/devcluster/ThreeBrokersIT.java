package io.tradewatch.devcluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ThreeBrokersIT {
    @Test
    void shouldServeOnWhileOneBrokerIsDown() throws Exception {
        Path folder;
        try (var cluster = DevCluster.start(DevClusterOptions.defaults().withBrokers(3))) {
            folder = cluster.dataDirectory();
            Probe probe = new Probe(cluster);
            probe.createTopic("replicated");
            probe.write("replicated", "before");

            cluster.killBroker(2);
            probe.write("replicated", "meanwhile");
            cluster.startBroker(2);
            cluster.killBroker(1);
            probe.write("replicated", "after");

            assertThat(probe.read("replicated", 3)).containsExactly("before", "meanwhile", "after");
        }
        assertThat(folder).doesNotExist();
    }
}
