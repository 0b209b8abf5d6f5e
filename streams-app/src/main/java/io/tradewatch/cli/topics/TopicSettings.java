package io.tradewatch.cli.topics;

import io.tradewatch.kafka.TopicNames;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The settings of one topic that the guarantees depend on.
 *
 * @param topic the topic's name
 * @param onePartition whether it must have exactly one partition; otherwise any number is allowed
 * @param expectations the expected settings
 * @param wraps the topics whose records its own records may contain, with additional data
 * @param isInternal whether the application creates it at its first start, so that it may be missing before
 */
public record TopicSettings(
        String topic, boolean onePartition, List<Expectation> expectations, List<String> wraps, boolean isInternal) {
    /** A dead letter is the original record plus a few headers. It must fit even if the original has the maximum size. */
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
     * @param lookBack how far back transfers are screened again, which is the minimum retention of the records
     */
    public static List<TopicSettings> of(TopicNames names, Duration lookBack) {
        long back = lookBack.toMillis();
        return List.of(transfers(names, back), measures(names), violations(names, back), deadLetters(names, back));
    }

    /**
     * The changelog topics of the state.
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

    /**
     * The log must cover the look-back, and replays read it again: it is created with unlimited retention and checked for
     * the minimum.
     */
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

    /**
     * One partition gives all measures one order. Tombstones must be kept long enough for an application that was offline
     * for long.
     */
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

    /** The minimum depends on the topic of transfers: {@link TopicCheck} compares the two. */
    private static Expectation roomForHeaders() {
        return Expectation.anything(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, TRANSFER_BYTES + ROOM_FOR_HEADERS);
    }

    /** Every Kafka client can read gzip. The application's producers compress only if the topics define a codec. */
    private static Expectation readableCodec() {
        return Expectation.anything(TopicConfig.COMPRESSION_TYPE_CONFIG, "gzip");
    }

    /**
     * A new topic with these settings.
     *
     * @param partitions number of partitions, if it is free
     * @param replicas the replication factor; empty: the broker's default
     */
    public NewTopic create(int partitions, Optional<Short> replicas) {
        Map<String, String> configs = new LinkedHashMap<>();
        expectations.forEach(expectation -> configs.put(expectation.config(), expectation.created()));
        return new NewTopic(topic, Optional.of(onePartition ? 1 : partitions), replicas).configs(configs);
    }
}
