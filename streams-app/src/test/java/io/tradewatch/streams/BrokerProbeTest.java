package io.tradewatch.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tradewatch.kafka.ShutdownSignal;
import io.tradewatch.kafka.Waits;
import io.tradewatch.screening.ScreeningMeters;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class BrokerProbeTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ScreeningMeters meters = new ScreeningMeters(registry);
    private final ShutdownSignal stop = new ShutdownSignal();
    private final AtomicLong now = new AtomicLong();
    private final FakeBroker broker = new FakeBroker();
    private final BrokerProbe probe = new BrokerProbe(
            "transfers", 3, Duration.ofMillis(100), () -> Set.of(0), () -> broker, stop, meters, now::get);

    /** A broker whose answers are made up by a test. */
    private static final class FakeBroker implements BrokerProbe.Broker {
        private volatile BrokerProbe.Snapshot snapshot = shown(3, OptionalInt.empty(), 0);
        private volatile boolean isGone;
        private volatile boolean isBroken;
        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public BrokerProbe.Snapshot snapshot() {
            looks.incrementAndGet();
            if (isBroken) {
                isBroken = false;
                throw new StackOverflowError();
            }
            if (isGone) {
                throw new KafkaException("Timed out waiting for a node assignment");
            }
            return snapshot;
        }

        @Override
        public OptionalLong firstRecord(int partition, long from, long until) {
            return OptionalLong.of(0);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    @AfterEach
    void tearDown() {
        stop.stop();
        probe.close();
    }

    @Test
    void shouldWaitForABrokerThatDoesNotAnswerUntilItDoes() {
        broker.isGone = true;

        await().untilAsserted(() -> assertThat(waits()).containsExactly(Waits.For.BROKER));
        broker.isGone = false;

        await().untilAsserted(() -> assertThat(waits()).isEmpty());
        assertThat(probe.problems()).isEmpty();
        assertThat(registry.get("tradewatch.stream.thread.failures").counter().count())
                .as("waiting is not failing")
                .isZero();
    }

    @Test
    void shouldTellOfPartitionsThatWereAddedSinceTheStart() {
        broker.snapshot = shown(4, OptionalInt.empty(), 0);

        await().untilAsserted(
                        () -> assertThat(probe.problems()).containsExactly(TransferPartitions.told("transfers", 3, 4)));
    }

    @Test
    void shouldTellOfPartitionsThatWereAddedBeforeTheStart() {
        broker.snapshot = shown(3, OptionalInt.of(2), 0);

        await().untilAsserted(
                        () -> assertThat(probe.problems()).containsExactly(TransferPartitions.told("transfers", 2, 3)));
    }

    @Test
    void shouldTellOfAPartitionThatStandsStill() {
        broker.snapshot = shown(3, OptionalInt.of(3), 7);
        awaitAnotherLook();
        now.addAndGet(Duration.ofSeconds(30).toNanos());

        await().untilAsserted(() -> assertThat(probe.problems())
                .containsExactly("nothing of partition 0 of topic transfers was screened for 30 s, and the record at"
                        + " offset 0 waits; the log of its stream thread says why"));
        broker.snapshot = new BrokerProbe.Snapshot(OptionalInt.of(3), OptionalInt.of(3), Map.of(0, 7L), Map.of(0, 7L));
        await().untilAsserted(() -> assertThat(probe.problems()).isEmpty());
    }

    @Test
    void shouldComeBackAfterAFailureOfItsOwn() {
        awaitAnotherLook();
        broker.isBroken = true;
        awaitAnotherLook();

        broker.snapshot = shown(4, OptionalInt.of(3), 0);
        await().untilAsserted(() -> assertThat(probe.problems()).hasSize(1));
        assertThat(registry.get("tradewatch.thread.restarts")
                        .tag("thread", "broker-probe")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private void awaitAnotherLook() {
        int before = broker.looks.get();
        await().until(() -> broker.looks.get() > before + 1);
    }

    private Set<Waits.For> waits() {
        return meters.waits().longerThan(Duration.ofMillis(200));
    }

    private static BrokerProbe.Snapshot shown(int partitions, OptionalInt ofState, long end) {
        return new BrokerProbe.Snapshot(OptionalInt.of(partitions), ofState, Map.of(0, end), Map.of(0, 0L));
    }
}
