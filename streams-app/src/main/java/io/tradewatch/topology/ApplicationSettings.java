package io.tradewatch.topology;

import io.tradewatch.records.TopicNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What the application is started with.
 *
 * @param applicationId group id, prefix of internal topics and of transactional ids
 * @param topics the topics that it reads and writes
 * @param kafka client properties, {@code bootstrap.servers} at least; they win over what is set here
 * @param registry properties of the schema registry client, {@code schema.registry.url} at least
 * @param processingGuarantee {@code exactly_once_v2} or {@code at_least_once}; the latter may repeat a sequence
 * @param groupProtocol {@code classic} or {@code streams}
 * @param threads stream threads, 1 or more; more than there are partitions of transfers are idle
 * @param stateDirectory where state is kept between starts; instances on one machine need one each
 * @param commitInterval how often work is committed; with exactly-once, alerts become readable at commits
 * @param patience how long a transfer may wait for the law or the registry before its thread is replaced; below the
 *     client's {@code max.poll.interval.ms}
 * @param lookBack how far back past transfers are screened again when the law changes, by their records' timestamps;
 *     zero switches it off
 * @param violationMemory how long withdrawn violations are remembered; after that, one that is found again begins anew
 *     with sequence 0. Never shorter than the look-back, within which it would be found again by mere reading
 * @param sliceRecords how many past transfers are read at once, 1 or more
 * @param maxFailuresPerRecord how often screening a record may fail before the record becomes a dead letter, 1 or more
 * @param maxViolationsPerTransfer how many violations of one transfer are published one by one; as of {@link
 *     io.tradewatch.engine.rules.Screening}. Instances that share the work need the same
 * @param measuresDebounce how long to wait for further changes of the law before it is compiled
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
