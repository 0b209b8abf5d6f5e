package io.tradewatch.streams;

import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.kafka.StallDetector;
import io.tradewatch.kafka.StallDetector.StalledPartition;
import io.tradewatch.kafka.SupervisedThreads.Concern;
import io.tradewatch.kafka.SupervisedThreads.Running;
import io.tradewatch.kafka.Waits;
import io.tradewatch.screening.ScreeningMeters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queries the state of the topic of transfers from the broker every two seconds. It detects conditions that Kafka's
 * clients do not report: no broker answers, partitions were added, or no record of a partition is screened. While the
 * broker does not answer, this instance {@linkplain Waits.For#BROKER waits for it}; such a wait never counts as a
 * failure.
 *
 * <p><b>Threading notes.</b> One supervised thread queries the broker; any thread may call {@link #problems}.
 */
final class BrokerProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerProbe.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    /** A few probe intervals less than 30 s, the time after which readiness must no longer report up. */
    private static final Duration STANDSTILL = Duration.ofSeconds(24);

    private final String topic;
    private final int partitionsAtStart;
    private final Supplier<Set<Integer>> here;
    private final Supplier<? extends Broker> brokers;
    private final ShutdownSignal stop;
    private final Waits waits;
    private final StallDetector stallDetector;
    private final Set<Integer> told = new HashSet<>();
    private final Running thread;
    private volatile Optional<String> partitions = Optional.empty();

    /** The broker that the probe queries. Used by one thread. */
    interface Broker extends StallDetector.Log, AutoCloseable {
        /**
         * The current state of the topic of transfers.
         *
         * @throws KafkaException when the broker does not answer
         */
        Snapshot snapshot();

        @Override
        void close();
    }

    /**
     * The state of the topic of transfers.
     *
     * @param partitions the number of its partitions; empty if the broker refuses to return it
     * @param partitionsOfState the number of partitions that have state; empty if there is no state yet
     * @param ends by partition: the offset after its last committed record
     * @param committed by partition: the offset from which the group resumes, if it has committed one
     */
    record Snapshot(
            OptionalInt partitions,
            OptionalInt partitionsOfState,
            Map<Integer, Long> ends,
            Map<Integer, Long> committed) {}

    /**
     * Starts the probe.
     *
     * @param topic the name of the topic of transfers
     * @param partitionsAtStart the number of its partitions when the application started
     * @param commitInterval the interval between commits
     * @param here the partitions that this instance screens now
     * @param brokers creates the broker client; this probe closes it
     * @param stop signals that the application stops
     * @param meters records the waits, and creates the thread
     * @param nanoClock a clock in ns, with an arbitrary origin
     */
    BrokerProbe(
            String topic,
            int partitionsAtStart,
            Duration commitInterval,
            Supplier<Set<Integer>> here,
            Supplier<? extends Broker> brokers,
            ShutdownSignal stop,
            ScreeningMeters meters,
            LongSupplier nanoClock) {
        this.topic = topic;
        this.partitionsAtStart = partitionsAtStart;
        this.here = here;
        this.brokers = brokers;
        this.stop = stop;
        this.waits = meters.waits();
        this.stallDetector = new StallDetector(STANDSTILL.plus(commitInterval), nanoClock);
        this.thread = meters.threads().start("broker-probe", Concern.SCREENING, self -> run());
    }

    private void run() {
        try (Broker broker = brokers.get()) {
            while (!stop.isStopped()) {
                Snapshot snapshot = waits.during(Waits.For.BROKER, () -> askUntilAnswered(broker));
                partitions = judge(snapshot);
                seeWhetherItMoves(snapshot, broker);
                stop.pause(INTERVAL);
            }
        } catch (ShutdownSignal.Stopped e) {
            LOG.debug("the probe of the broker stops");
        }
    }

    private Snapshot askUntilAnswered(Broker broker) {
        boolean isTold = false;
        while (true) {
            try {
                Snapshot snapshot = broker.snapshot();
                if (isTold) {
                    LOG.info("the broker answers again");
                }
                return snapshot;
            } catch (KafkaException e) {
                if (!isTold) {
                    LOG.warn("the broker does not answer and is asked again: {}", e.getMessage());
                    isTold = true;
                }
                stop.pause(PAUSE_AFTER_FAILURE);
            }
        }
    }

    private Optional<String> judge(Snapshot snapshot) {
        int expected = snapshot.partitionsOfState().orElse(partitionsAtStart);
        if (snapshot.partitions().isEmpty() || snapshot.partitions().getAsInt() == expected) {
            return Optional.empty();
        }
        Optional<String> finding = Optional.of(
                TransferPartitions.told(topic, expected, snapshot.partitions().getAsInt()));
        if (!finding.equals(partitions)) {
            LOG.warn("{}", finding.get());
        }
        return finding;
    }

    private void seeWhetherItMoves(Snapshot snapshot, Broker broker) {
        try {
            stallDetector.see(here.get(), snapshot.ends(), snapshot.committed(), broker);
        } catch (KafkaException e) {
            LOG.warn("whether transfers wait in topic {} is not known and is asked again: {}", topic, e.getMessage());
        }
        Set<Integer> stalled = new HashSet<>();
        for (StalledPartition each : stallDetector.stalled()) {
            stalled.add(each.partition());
            if (told.add(each.partition())) {
                LOG.warn("{}", words(each));
            }
        }
        told.retainAll(stalled);
    }

    private String words(StalledPartition stalled) {
        return "nothing of partition " + stalled.partition() + " of topic " + topic + " was screened for "
                + stalled.since().toSeconds() + " s, and the record at offset " + stalled.record()
                + " waits; the log of its stream thread says why";
    }

    /** The problems that prevent screening in this instance, as seen on the broker; empty if there are none. */
    List<String> problems() {
        List<String> problems = new ArrayList<>(partitions.stream().toList());
        stallDetector.stalled().forEach(each -> problems.add(words(each)));
        return problems;
    }

    /** Stops the probe; call after {@link ShutdownSignal#stop}. */
    @Override
    public void close() {
        thread.close();
    }
}
