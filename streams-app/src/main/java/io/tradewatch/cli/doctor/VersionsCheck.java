package io.tradewatch.cli.doctor;

import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/**
 * Checks by the cluster's features whether the brokers support the settings. A cluster does not report a version. It reports
 * feature levels, which rise when an upgrade is finalized.
 */
record VersionsCheck(Configuration configuration, Admin admin) implements Check {
    private static final String CHECK = "versions";
    /** A feature of every cluster without ZooKeeper, from Kafka 3.3 on. */
    private static final String METADATA = "metadata.version";
    /** The feature of groups with broker-side assignment, from Kafka 4.2 on. */
    private static final String STREAMS = "streams.version";

    @Override
    public List<Diagnosis> run() throws ExecutionException, InterruptedException {
        Map<String, Short> levels =
                admin.describeFeatures().featureMetadata().get().finalizedFeatures().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, feature -> feature.getValue().maxVersionLevel()));
        return List.of(
                judge(levels, configuration.get(Keys.GROUP_PROTOCOL), configuration.get(Keys.BOOTSTRAP_SERVERS)));
    }

    /**
     * Checks the feature levels.
     *
     * @param levels by name, the level that the whole cluster has
     * @param groupProtocol {@code classic} or {@code streams}
     * @param servers the cluster's address
     */
    static Diagnosis judge(Map<String, Short> levels, String groupProtocol, String servers) {
        if (groupProtocol.equals("streams") && levels.getOrDefault(STREAMS, (short) 0) < 1) {
            return Diagnosis.failed(
                    CHECK,
                    "screening.group-protocol is streams, for which the cluster needs the feature " + STREAMS
                            + " at level 1 (Kafka 4.2 or newer); it has "
                            + (levels.containsKey(STREAMS) ? "level " + levels.get(STREAMS) : "none"),
                    "Set screening.group-protocol to classic, or upgrade the brokers and then run\n"
                            + "kafka-features.sh --bootstrap-server " + servers + " upgrade --feature " + STREAMS
                            + "=1");
        }
        if (!levels.containsKey(METADATA)) {
            return Diagnosis.warning(
                    CHECK,
                    "the brokers do not tell how new they are, so they are older than Kafka 3.3 or run with ZooKeeper;"
                            + " exactly_once_v2 needs Kafka 2.5 or newer, and Tradewatch is tried with 4.3 only",
                    "Upgrade the brokers.");
        }
        return Diagnosis.ok(
                CHECK,
                levels.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(feature -> feature.getKey() + " " + feature.getValue())
                        .collect(Collectors.joining(", ", "new enough (", ")")));
    }
}
