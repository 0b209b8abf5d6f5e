package io.tradewatch.cli.topics;

import java.util.Map;

/**
 * A topic as it is on the cluster.
 *
 * @param topic the topic's name
 * @param partitions how many partitions it has
 * @param replicas how many copies of each are kept, where fewest
 * @param configs all its settings, the broker's defaults included
 */
public record TopicState(String topic, int partitions, int replicas, Map<String, String> configs) {
    public TopicState {
        configs = Map.copyOf(configs);
    }

    /** A setting that is a number. */
    long number(String config) {
        return Long.parseLong(configs.getOrDefault(config, "0"));
    }
}
