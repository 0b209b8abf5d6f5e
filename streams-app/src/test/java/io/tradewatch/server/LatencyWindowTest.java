package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatencyWindowTest {
    private final Timer timer = Timer.builder("latency")
            .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(100))
            .register(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));

    @Test
    void shouldTellNothingWhereNothingWasSeen() {
        assertThat(look().quantile(0.5)).isEmpty();
        assertThat(LatencyWindow.NOTHING.quantile(0.5)).isEmpty();
    }

    @Test
    void shouldSpreadValuesEvenlyWithinABucket() {
        record(10, 15);

        assertThat(look().quantile(0.5).orElseThrow()).isEqualTo(0.015, within(1e-9));
        assertThat(look().quantile(1).orElseThrow()).isEqualTo(0.020, within(1e-9));
    }

    @Test
    void shouldTellTheLastBoundOfWhatIsSlowerThanAllBuckets() {
        record(1, 5_000);

        assertThat(look().quantile(0.99).orElseThrow()).isEqualTo(0.1, within(1e-9));
    }

    @Test
    void shouldTellOnlyWhatWasSeenSinceTheLookBefore() {
        record(100, 5);
        LatencyWindow before = look();
        record(4, 50);

        assertThat(look().since(before).quantile(0.5).orElseThrow()).isEqualTo(0.06, within(1e-9));
        assertThat(look().since(look()).quantile(0.5)).isEmpty();
    }

    private void record(int times, long millis) {
        for (int each = 0; each < times; each++) {
            timer.record(Duration.ofMillis(millis));
        }
    }

    private LatencyWindow look() {
        return LatencyWindow.upTo(timer.takeSnapshot());
    }
}
