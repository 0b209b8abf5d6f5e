package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tradewatch.kafka.SupervisedThreads;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverviewTest {
    private final MeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Overview overview = new Overview(
            meters, new Health(Optional::empty, Duration.ZERO, Clock.systemUTC()), new SupervisedThreads(meters));

    @AfterEach
    void tearDown() {
        overview.close();
    }

    @Test
    void shouldTellWhatHappenedBetweenTwoLooks() {
        screened("clean").increment(10);
        overview.add();
        alert("UN-DPRK").increment();
        latency().record(Duration.ofMillis(15));
        overview.add();

        Overview.Point first = overview.now().points().get(0);
        Overview.Point second = overview.now().points().get(1);
        assertThat(first.transfersPerSecond()).isPositive();
        assertThat(first.latencyMedian()).isNull();
        assertThat(second.transfersPerSecond()).isZero();
        assertThat(second.alertsPerSecond()).isPositive();
        assertThat(second.latencyMedian()).isBetween(0.010, 0.020);
        assertThat(second.lag()).as("before an application is there").isNull();
    }

    @Test
    void shouldCountByOutcomeProgrammeAndReasonAndLeaveOutWhatNeverHappened() {
        screened("clean").increment(7);
        screened("violating").increment();
        screened("superseded");
        alert("UN-DPRK").increment();
        alert("EU-DPRK").increment(2);

        assertThat(overview.now().transfers()).isEqualTo(Map.of("clean", 7L, "violating", 1L));
        assertThat(overview.now().alerts()).isEqualTo(Map.of("UN-DPRK", 1L, "EU-DPRK", 2L));
        assertThat(overview.now().deadLetters()).isEmpty();
    }

    @Test
    void shouldCountTransfersInForeignPartitions() {
        assertThat(overview.now().foreignPartition()).isZero();

        meters.counter("tradewatch.transfers.foreign.partition").increment(3);

        assertThat(overview.now().foreignPartition()).isEqualTo(3);
    }

    @Test
    void shouldKeepAQuarterOfAnHour() {
        for (int each = 0; each < 200; each++) {
            overview.add();
        }

        assertThat(overview.now().points()).hasSize(180);
        assertThat(overview.now().points().size() * overview.now().intervalSeconds())
                .isEqualTo(Duration.ofMinutes(15).toSeconds());
    }

    private Counter screened(String outcome) {
        return meters.counter("tradewatch.transfers.screened", "outcome", outcome);
    }

    private Counter alert(String programme) {
        return meters.counter("tradewatch.violations", "programme", programme);
    }

    private Timer latency() {
        return Timer.builder("tradewatch.alert.latency")
                .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(20))
                .register(meters);
    }
}
