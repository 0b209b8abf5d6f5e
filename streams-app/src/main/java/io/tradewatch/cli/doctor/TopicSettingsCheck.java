package io.tradewatch.cli.doctor;

import io.tradewatch.cli.access.Refusal;
import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.cli.topics.Deviation;
import io.tradewatch.cli.topics.TopicCheck;
import io.tradewatch.cli.topics.TopicSettings;
import io.tradewatch.cli.topics.TopicState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;

/** Reports the deviations of {@code topics check}, and settings that break no guarantee but are unwise. */
record TopicSettingsCheck(Configuration configuration, Admin admin) implements Check {
    private static final String CHECK = "topics";
    private static final int ENOUGH_COPIES = 3;

    @Override
    public List<Diagnosis> run() throws ExecutionException, InterruptedException {
        List<TopicSettings> expected = TopicSettings.withState(configuration);
        List<Deviation> ofPartitions = ofPartitions(expected);
        try {
            return check(expected, ofPartitions);
        } catch (ExecutionException e) {
            if (Refusal.in(e).isEmpty()) {
                throw e;
            }
        }
        List<Diagnosis> found = new ArrayList<>();
        for (TopicSettings topic : expected) {
            found.addAll(lookAtOne(topic, ofPartitions));
        }
        return found;
    }

    /** The deviations in numbers of partitions; empty if the client may not describe all of the topics. */
    private List<Deviation> ofPartitions(List<TopicSettings> expected) throws ExecutionException, InterruptedException {
        try {
            return check(expected).partitionDeviations(configuration);
        } catch (ExecutionException e) {
            if (Refusal.in(e).isEmpty()) {
                throw e;
            }
            return List.of();
        }
    }

    private List<Diagnosis> lookAtOne(TopicSettings topic, List<Deviation> ofPartitions)
            throws ExecutionException, InterruptedException {
        try {
            return check(List.of(topic), ofPartitions);
        } catch (ExecutionException e) {
            if (Refusal.in(e).isEmpty()) {
                throw e;
            }
            return List.of(Diagnosis.unchecked(
                    CHECK,
                    topic.topic()
                            + (topic.isInternal()
                                    ? ": Kafka does not allow a look at its settings (DescribeConfigs), which 'tradewatch"
                                            + " topics check' needs too"
                                    : ": Kafka does not allow a look; see the rights that are missing")));
        }
    }

    private TopicCheck check(List<TopicSettings> expected) {
        return new TopicCheck(admin, expected, configuration.get(Keys.BOOTSTRAP_SERVERS));
    }

    private List<Diagnosis> check(List<TopicSettings> expected, List<Deviation> ofPartitions)
            throws ExecutionException, InterruptedException {
        TopicCheck check = check(expected);
        List<TopicState> states = check.states();
        List<Deviation> deviations = new ArrayList<>(check.deviations());
        deviations.addAll(ofPartitions);
        int brokers = admin.describeCluster().nodes().get().size();
        List<Diagnosis> found = new ArrayList<>();
        for (TopicSettings topic : expected) {
            Optional<TopicState> state = states.stream()
                    .filter(known -> known.topic().equals(topic.topic()))
                    .findFirst();
            List<Diagnosis> of = new ArrayList<>(deviations.stream()
                    .filter(deviation -> deviation.topic().equals(topic.topic()))
                    .map(TopicSettingsCheck::diagnosis)
                    .toList());
            state.ifPresent(known -> of.addAll(unwise(known, brokers)));
            if (of.isEmpty() && state.isPresent()) {
                of.add(Diagnosis.ok(
                        CHECK,
                        topic.topic() + ": partitions " + state.get().partitions() + ", copies "
                                + state.get().replicas()));
            }
            found.addAll(of);
        }
        return found;
    }

    private static Diagnosis diagnosis(Deviation deviation) {
        String text = deviation.topic() + ": " + deviation.message();
        return deviation.isBroken()
                ? Diagnosis.failed(CHECK, text, deviation.fix())
                : Diagnosis.warning(CHECK, text, deviation.fix());
    }

    private List<Diagnosis> unwise(TopicState topic, int brokers) {
        List<Diagnosis> found = new ArrayList<>();
        int threads = configuration.get(Keys.THREADS);
        if (topic.topic().equals(configuration.topics().transfers()) && topic.partitions() < threads) {
            found.add(Diagnosis.warning(
                    CHECK,
                    topic.topic() + ": has " + topic.partitions() + " partitions, and screening.threads is " + threads
                            + ": " + (threads - topic.partitions()) + " threads of this instance stay idle, as does"
                            + " every further instance",
                    "Set screening.threads to " + topic.partitions() + " or less. The number of partitions is fixed for"
                            + " life: more of them need a new topic, into which all transfers are published again."));
        }
        copies(topic, brokers).ifPresent(found::add);
        return found;
    }

    /**
     * Checks the replication factor of a topic.
     *
     * @param brokers number of brokers in the cluster
     */
    static Optional<Diagnosis> copies(TopicState topic, int brokers) {
        int inSync = Integer.parseInt(topic.configs().getOrDefault(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1"));
        if (inSync > topic.replicas()) {
            return Optional.of(Diagnosis.failed(
                    CHECK,
                    topic.topic() + ": min.insync.replicas is " + inSync + ", and there "
                            + (topic.replicas() == 1 ? "is 1 copy" : "are " + topic.replicas() + " copies")
                            + ": everything that is written is refused",
                    "Raise the number of copies with kafka-reassign-partitions.sh, or lower min.insync.replicas."));
        }
        if (topic.replicas() < Math.min(ENOUGH_COPIES, brokers)) {
            return Optional.of(Diagnosis.warning(
                    CHECK,
                    topic.topic() + ": copies " + topic.replicas() + ", though there are " + brokers
                            + " brokers: what a broker loses may be lost for good",
                    "Raise the number of copies with kafka-reassign-partitions.sh."));
        }
        if (brokers > 1 && inSync < 2) {
            return Optional.of(Diagnosis.warning(
                    CHECK,
                    topic.topic() + ": min.insync.replicas is 1: what a single broker has taken and then loses is lost",
                    "Set min.insync.replicas of the topic to 2."));
        }
        return Optional.empty();
    }
}
