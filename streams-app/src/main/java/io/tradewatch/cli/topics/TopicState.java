package io.tradewatch.cli.topics;

import java.util.Map;

/**
 * The current state of a topic on the cluster.
 *
 * @param topic the topic's name
 * @param partitions number of partitions
 * @param replicas the smallest number of replicas of any of its partitions
 * @param configs all its settings, the broker's defaults included
 */
public record TopicState(String topic, int partitions, int replicas, Map<String, String> configs) {
    public TopicState {
        configs = Map.copyOf(configs);
    }

    /** A numeric setting. */
    long number(String config) {
        return Long.parseLong(configs.getOrDefault(config, "0"));
    }
}
