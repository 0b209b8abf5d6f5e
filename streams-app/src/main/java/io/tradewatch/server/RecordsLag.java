package io.tradewatch.server;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Consumer lag: the number of transfers that wait in their topic, as this instance's Kafka consumers last measured it. */
final class RecordsLag {
    private RecordsLag() {}

    /** The sum over all partitions of this instance; empty until one of them has been read. */
    static OptionalLong of(Map<MetricName, ? extends Metric> metrics) {
        long lag = 0;
        boolean isKnown = false;
        for (Map.Entry<MetricName, ? extends Metric> each : metrics.entrySet()) {
            if (isLagOfAPartition(each.getKey())
                    && each.getValue().metricValue() instanceof Double records
                    && !records.isNaN()) {
                lag += records.longValue();
                isKnown = true;
            }
        }
        return isKnown ? OptionalLong.of(lag) : OptionalLong.empty();
    }

    /** Excludes the consumers that restore state or read the law. */
    private static boolean isLagOfAPartition(MetricName name) {
        String client = name.tags().getOrDefault("client-id", "");
        return name.name().equals("records-lag")
                && name.tags().containsKey("partition")
                && !client.endsWith("-restore-consumer")
                && !client.endsWith("-global-consumer");
    }
}
