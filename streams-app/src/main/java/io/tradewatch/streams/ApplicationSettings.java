package io.tradewatch.streams;

import io.tradewatch.kafka.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The settings of the application.
 *
 * @param applicationId group id, prefix of internal topics and of transactional ids
 * @param topics the topics that it reads and writes
 * @param kafka client properties, {@code bootstrap.servers} at least; they override the application's defaults
 * @param registry properties of the schema registry client, {@code schema.registry.url} at least
 * @param processingGuarantee {@code exactly_once_v2} or {@code at_least_once}; the latter may repeat a sequence
 * @param groupProtocol {@code classic} or {@code streams}
 * @param threads stream threads, 1 or more; threads beyond the number of transfer partitions are idle
 * @param stateDirectory the directory of the state between starts; each instance on a machine needs its own
 * @param commitInterval the interval between commits; with exactly-once, alerts become readable at commits
 * @param patience how long a transfer may wait for the ruleset or the registry before its thread is replaced; below the
 *     client's {@code max.poll.interval.ms}
 * @param lookBack how far back past transfers are screened again when the ruleset changes, by their records'
 *     timestamps; zero disables rescreening from the log
 * @param violationMemory how long withdrawn violations are stored; a violation that is found again after that restarts
 *     with sequence 0. Never shorter than the look-back, because a pass would find a deleted violation of the look-back
 *     again
 * @param sliceRecords how many past transfers are read at once, 1 or more
 * @param maxFailuresPerRecord how often screening a record may fail before the record becomes a dead letter, 1 or more
 * @param maxViolationsPerTransfer the maximum number of violations that are published separately per transfer; as in
 *     {@link io.tradewatch.engine.rules.Screening}. All instances of an application need the same value
 * @param measuresDebounce how long to wait for further changes of the ruleset before it is compiled
 */
public record ApplicationSettings(
        String applicationId,
        TopicNames topics,
        Map<String, Object> kafka,
        Map<String, Object> registry,
        String processingGuarantee,
        String groupProtocol,
        int threads,
        Path stateDirectory,
        Duration commitInterval,
        Duration patience,
        Duration lookBack,
        Duration violationMemory,
        int sliceRecords,
        int maxFailuresPerRecord,
        int maxViolationsPerTransfer,
        Duration measuresDebounce) {
    public ApplicationSettings {
        kafka = Map.copyOf(kafka);
        registry = Map.copyOf(registry);
        violationMemory = violationMemory.compareTo(lookBack) < 0 ? lookBack : violationMemory;
    }
}
