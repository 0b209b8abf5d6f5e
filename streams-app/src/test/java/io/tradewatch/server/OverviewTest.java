package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tradewatch.screening.ScreeningMeters;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverviewTest {
    private final MeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ScreeningMeters screening = new ScreeningMeters(meters);
    private final Overview overview =
            new Overview(meters, screening, new Health(Optional::empty, Duration.ZERO, Clock.systemUTC()));

    @AfterEach
    void tearDown() {
        overview.close();
    }

    @Test
    void shouldTellWhatHappenedBetweenTwoLooks() {
        screened("clean").increment(10);
        overview.add();
        alert("UN-DPRK").increment();
        screening.recentLatency().record(Duration.ofMillis(15));
        overview.add();
        overview.add();

        Overview.Point first = overview.now().points().get(0);
        Overview.Point second = overview.now().points().get(1);
        assertThat(first.transfersPerSecond()).isPositive();
        assertThat(first.latencyMedian()).isNull();
        assertThat(second.transfersPerSecond()).isZero();
        assertThat(second.alertsPerSecond()).isPositive();
        assertThat(second.latencyMedian()).isCloseTo(0.015, withinPercentage(1));
        assertThat(overview.now().points().get(2).latencyMedian())
                .as("no alert since")
                .isNull();
        assertThat(second.lag()).as("before an application is there").isNull();
    }

    @Test
    void shouldTellPercentilesToWithinOnePerCent() {
        for (int millis = 1; millis <= 1_000; millis++) {
            screening.recentLatency().record(Duration.ofMillis(millis));
        }
        overview.add();

        Overview.Point point = overview.now().points().get(0);
        assertThat(point.latencyMedian()).isCloseTo(0.500, withinPercentage(1));
        assertThat(point.latencySlowest()).isCloseTo(0.990, withinPercentage(1));
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
}
