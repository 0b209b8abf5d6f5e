package io.tradewatch.cli.doctor;

import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterResult;

/** Reports which cluster answered and how, because a wrong cluster answers as well. */
record BrokersCheck(Configuration configuration, Admin admin) implements Check {
    @Override
    public List<Diagnosis> look() throws ExecutionException, InterruptedException {
        DescribeClusterResult cluster = admin.describeCluster();
        int brokers = cluster.nodes().get().size();
        Object protocol = configuration
                .kafka()
                .getOrDefault(
                        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL);
        return List.of(Diagnosis.ok(
                "brokers",
                (brokers == 1 ? "1 broker answers" : brokers + " brokers answer") + " over " + protocol + " at "
                        + configuration.get(Keys.BOOTSTRAP_SERVERS) + ", cluster id "
                        + cluster.clusterId().get()));
    }
}
