package io.tradewatch.cli.topics;

import io.tradewatch.records.TopicNames;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What one topic must be for the promises to hold.
 *
 * @param topic the topic's name
 * @param onePartition whether it must have exactly one partition; otherwise any number will do
 * @param expectations what its settings must be
 * @param wraps the topics whose records its own records may have in them, with more around
 * @param isInternal whether the application makes it at its first start, so that it may be missing before
 */
public record TopicSettings(
        String topic, boolean onePartition, List<Expectation> expectations, List<String> wraps, boolean isInternal) {
    /** A dead letter is the original record and a few headers: it must fit even where the original only just did. */
    static final long ROOM_FOR_HEADERS = 64L * 1024;

    /** The largest record of transfers: Kafka's own default for a topic. */
    private static final long TRANSFER_BYTES = 1_048_588;

    private static final long DEAD_LETTERS_CREATED = Duration.ofDays(365).toMillis();
    private static final long DEAD_LETTERS_LEAST = Duration.ofDays(30).toMillis();

    public TopicSettings {
        expectations = List.copyOf(expectations);
        wraps = List.copyOf(wraps);
    }

    /**
     * The four topics, in the order in which data flows.
     *
     * @param names the topics' names
     * @param lookBack how far back transfers are screened again: records must be there as long
     */
    public static List<TopicSettings> of(TopicNames names, Duration lookBack) {
        long back = lookBack.toMillis();
        return List.of(transfers(names, back), measures(names), violations(names, back), deadLetters(names, back));
    }

    /**
     * The topics that the state is kept in.
     *
     * @param names the names of the other topics
     * @param changelogs their own names
     */
    public static List<TopicSettings> internal(TopicNames names, List<String> changelogs) {
        return changelogs.stream()
                .map(changelog -> new TopicSettings(
                        changelog,
                        false,
                        List.of(Expectation.exactly(
                                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
                        List.of(names.transfers(), names.violations()),
                        true))
                .toList();
    }

    /** The log is the look-back, and what was replayed once is wanted again: created without an end, checked for enough. */
    private static TopicSettings transfers(TopicNames names, long lookBack) {
        return new TopicSettings(
                names.transfers(),
                false,
                List.of(
                        Expectation.exactly(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE),
                        Expectation.unlimitedOrAtLeast(
                                TopicConfig.RETENTION_MS_CONFIG, -1, lookBack, "screening.look-back"),
                        Expectation.exactly(TopicConfig.RETENTION_BYTES_CONFIG, "-1")),
                List.of(),
                false);
    }

    /** One partition gives the law one order; a tombstone must be seen by whoever was away for long. */
    private static TopicSettings measures(TopicNames names) {
        return new TopicSettings(
                names.measures(),
                true,
                List.of(
                        Expectation.exactly(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT),
                        Expectation.exactly(TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(Long.MAX_VALUE))),
                List.of(),
                false);
    }

    private static TopicSettings violations(TopicNames names, long lookBack) {
        return new TopicSettings(
                names.violations(),
                false,
                List.of(
                        Expectation.exactly(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT),
                        Expectation.atLeast(
                                TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG, lookBack, lookBack, "screening.look-back"),
                        roomForHeaders(),
                        readableCodec()),
                List.of(names.transfers()),
                false);
    }

    private static TopicSettings deadLetters(TopicNames names, long lookBack) {
        return new TopicSettings(
                names.deadLetters(),
                false,
                List.of(
                        Expectation.exactly(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE),
                        Expectation.unlimitedOrAtLeast(
                                TopicConfig.RETENTION_MS_CONFIG,
                                Math.max(DEAD_LETTERS_CREATED, lookBack),
                                Math.max(DEAD_LETTERS_LEAST, lookBack),
                                "30 days and screening.look-back"),
                        roomForHeaders(),
                        readableCodec()),
                List.of(names.transfers()),
                false);
    }

    /** Whether it is enough depends on the topic of transfers: {@link TopicCheck} compares the two. */
    private static Expectation roomForHeaders() {
        return Expectation.anything(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, TRANSFER_BYTES + ROOM_FOR_HEADERS);
    }

    /** Every Kafka client can read it; the application compresses only where the topics say how. */
    private static Expectation readableCodec() {
        return Expectation.anything(TopicConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    }

    /**
     * The topic as it is created.
     *
     * @param partitions how many partitions, where it is free
     * @param replicas how many copies; empty leaves it to the broker
     */
    public NewTopic create(int partitions, Optional<Short> replicas) {
        Map<String, String> configs = new LinkedHashMap<>();
        expectations.forEach(expectation -> configs.put(expectation.config(), expectation.created()));
        return new NewTopic(topic, Optional.of(onePartition ? 1 : partitions), replicas).configs(configs);
    }
}
