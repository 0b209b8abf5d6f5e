package io.tradewatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong();
    private final Waits waits = new Waits(now::get);

    @Test
    void shouldTellWhatAThreadWaitsForOnceItHasWaitedLong() {
        String answer = waits.during(Waits.For.RULESET, () -> {
            assertThat(waits.longerThan(LIMIT)).isEmpty();
            now.addAndGet(LIMIT.toNanos());
            assertThat(waits.longerThan(LIMIT)).containsExactly(Waits.For.RULESET);
            return "done";
        });

        assertThat(answer).isEqualTo("done");
        assertThat(waits.longerThan(LIMIT)).isEmpty();
    }

    @Test
    void shouldForgetAWaitThatEndsInAnException() {
        try {
            waits.during(Waits.For.REGISTRY, () -> {
                throw new UnavailableException("waited in vain");
            });
        } catch (UnavailableException expected) {
            now.addAndGet(LIMIT.toNanos());
        }

        assertThat(now.get()).isPositive();
        assertThat(waits.longerThan(LIMIT)).isEmpty();
    }
}
