package io.tradewatch.cli.topics;

import io.tradewatch.kafka.NewTopics;
import io.tradewatch.kafka.TopicNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Compares the topics of a cluster with their expected settings, and creates missing topics.
 *
 * <pre>{@code
 * TopicCheck check = new TopicCheck(admin, TopicSettings.of(names, lookBack), "127.0.0.1:9092");
 * check.createMissing(6, Optional.empty());
 * List<Deviation> deviations = check.deviations();
 * }</pre>
 */
public final class TopicCheck {
    private static final String MAX_MESSAGE_BYTES = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;

    private final Admin admin;
    private final List<TopicSettings> expected;
    private final String bootstrapServers;

    /**
     * A check.
     *
     * @param admin a client of the cluster; stays open
     * @param expected the expected settings of the topics
     * @param bootstrapServers the cluster's address, for the commands in fixes
     */
    public TopicCheck(Admin admin, List<TopicSettings> expected, String bootstrapServers) {
        this.admin = admin;
        this.expected = List.copyOf(expected);
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Creates the missing topics, and leaves existing topics unchanged. Returns when all topics are available.
     *
     * @param partitions number of partitions of topics whose number is free
     * @param replicas the replication factor; empty: the broker's default
     * @return the names of the created topics
     */
    public List<String> createMissing(int partitions, Optional<Short> replicas)
            throws ExecutionException, InterruptedException {
        List<NewTopic> topics = expected.stream()
                .map(settings -> settings.create(partitions, replicas))
                .toList();
        List<String> created = new ArrayList<>();
        Map<String, KafkaFuture<Void>> results = admin.createTopics(topics).values();
        for (NewTopic topic : topics) {
            if (succeeds(results.get(topic.name()), TopicExistsException.class)) {
                created.add(topic.name());
            }
        }
        NewTopics.awaitServed(admin, topics.stream().map(NewTopic::name).toList());
        return created;
    }

    /** The topics that exist, in the order of the expected ones. */
    public List<TopicState> states() throws ExecutionException, InterruptedException {
        List<TopicDescription> described = described();
        // For all topics, including missing ones, so that a missing right is detected in both cases.
        Map<ConfigResource, KafkaFuture<Config>> configs = admin.describeConfigs(expected.stream()
                        .map(settings -> resource(settings.topic()))
                        .toList())
                .values();
        for (KafkaFuture<Config> config : configs.values()) {
            succeeds(config, UnknownTopicOrPartitionException.class);
        }
        List<TopicState> states = new ArrayList<>();
        for (TopicDescription description : described) {
            KafkaFuture<Config> config = configs.get(resource(description.name()));
            if (succeeds(config, UnknownTopicOrPartitionException.class)) {
                states.add(state(description, config.get()));
            }
        }
        return states;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private List<TopicDescription> described() throws ExecutionException, InterruptedException {
        return described(expected.stream().map(TopicSettings::topic).toList());
    }

    /** The descriptions of the existing topics, in their order. */
    private List<TopicDescription> described(List<String> topics) throws ExecutionException, InterruptedException {
        List<TopicDescription> descriptions = new ArrayList<>();
        Map<String, KafkaFuture<TopicDescription>> found =
                admin.describeTopics(topics).topicNameValues();
        for (String topic : topics) {
            if (succeeds(found.get(topic), UnknownTopicOrPartitionException.class)) {
                descriptions.add(found.get(topic).get());
            }
        }
        return descriptions;
    }

    /**
     * The deviations in the numbers of partitions of related topics; missing topics are ignored. Needs only the right to
     * describe the topics.
     *
     * @param names the topics that the application reads and writes
     * @param changelogs the changelog topics of its state
     */
    public List<Deviation> partitionDeviations(TopicNames names, List<String> changelogs)
            throws ExecutionException, InterruptedException {
        List<String> topics = new ArrayList<>(names.all());
        topics.addAll(changelogs);
        Map<String, Integer> partitions = new HashMap<>();
        described(topics)
                .forEach(
                        topic -> partitions.put(topic.name(), topic.partitions().size()));
        return new PartitionCounts(names, changelogs).deviations(partitions);
    }

    /** The settings that break a guarantee; empty if there are none. */
    public List<Deviation> deviations() throws ExecutionException, InterruptedException {
        Map<String, TopicState> states = states().stream().collect(Collectors.toMap(TopicState::topic, state -> state));
        List<Deviation> deviations = new ArrayList<>();
        for (TopicSettings settings : expected) {
            TopicState state = states.get(settings.topic());
            if (state != null) {
                compare(settings, state, deviations);
            } else if (!settings.isInternal()) {
                deviations.add(Deviation.broken(settings.topic(), "does not exist", "tradewatch topics create"));
            }
        }
        for (TopicSettings settings : expected) {
            TopicState state = states.get(settings.topic());
            if (state != null) {
                settings.wraps().stream()
                        .filter(states::containsKey)
                        .map(states::get)
                        .max(Comparator.comparingLong(wrapped -> wrapped.number(MAX_MESSAGE_BYTES)))
                        .ifPresent(wrapped -> compareSizes(wrapped, state, deviations));
            }
        }
        return deviations;
    }

    /** A dead letter, an alert or a state row contains a transfer and more, so its size limit must be larger. */
    private void compareSizes(TopicState wrapped, TopicState state, List<Deviation> deviations) {
        long size = state.number(MAX_MESSAGE_BYTES);
        long least = wrapped.number(MAX_MESSAGE_BYTES) + TopicSettings.ROOM_FOR_HEADERS;
        if (size < least) {
            deviations.add(Deviation.broken(
                    state.topic(),
                    MAX_MESSAGE_BYTES + " is " + size + ", expected at least " + least + " (that of " + wrapped.topic()
                            + ", and room for headers)",
                    alter(state.topic(), MAX_MESSAGE_BYTES, Long.toString(least))));
        }
    }

    private void compare(TopicSettings settings, TopicState state, List<Deviation> deviations) {
        if (settings.onePartition() && state.partitions() != 1) {
            deviations.add(Deviation.broken(
                    settings.topic(),
                    "has " + state.partitions() + " partitions, expected exactly 1: the law must have one order",
                    "No command lowers the number: delete the topic, then run 'tradewatch topics create' and"
                            + " 'tradewatch measures publish'."));
        }
        for (Expectation expectation : settings.expectations()) {
            String value = state.configs().getOrDefault(expectation.config(), "");
            if (!expectation.holds().test(value)) {
                deviations.add(Deviation.broken(
                        settings.topic(),
                        expectation.config() + " is " + value + ", expected " + expectation.legal(),
                        alter(settings.topic(), expectation.config(), expectation.created())));
            }
        }
    }

    private String alter(String topic, String config, String value) {
        return "kafka-configs.sh --bootstrap-server " + bootstrapServers
                + " --alter --entity-type topics --entity-name " + topic + " --add-config " + config + "=" + value;
    }

    private static TopicState state(TopicDescription description, Config config) {
        Map<String, String> values = new HashMap<>();
        for (ConfigEntry entry : config.entries()) {
            if (entry.value() != null) {
                values.put(entry.name(), entry.value());
            }
        }
        int replicas = description.partitions().stream()
                .mapToInt(partition -> partition.replicas().size())
                .min()
                .orElse(0);
        return new TopicState(description.name(), description.partitions().size(), replicas, values);
    }

    /** Whether a future succeeds; false if it fails with the expected exception. */
    private static boolean succeeds(KafkaFuture<?> future, Class<? extends Exception> noSurprise)
            throws ExecutionException, InterruptedException {
        try {
            future.get();
            return true;
        } catch (ExecutionException e) {
            if (noSurprise.isInstance(e.getCause())) {
                return false;
            }
            throw e;
        }
    }
}
