package io.tradewatch.ops;

import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** How many transfers wait in their topic, as Kafka's own consumers of this instance last saw it. */
final class RecordsLag {
    private RecordsLag() {}

    /** Over all partitions of this instance; empty while none was read from. */
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

    /** What restores state or reads the law is another matter. */
    private static boolean isLagOfAPartition(MetricName name) {
        String client = name.tags().getOrDefault("client-id", "");
        return name.name().equals("records-lag")
                && name.tags().containsKey("partition")
                && !client.endsWith("-restore-consumer")
                && !client.endsWith("-global-consumer");
    }
}
