package io.tradewatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TrustedClockTest {
    private static final long NOW = 1_800_000_000_000L;

    @Test
    void shouldBeTheMachinesUntilABrokerRefusesIt() {
        TrustedClock clock = new TrustedClock(() -> NOW);
        clock.seen(NOW - Duration.ofDays(2).toMillis());

        assertThat(clock.getAsLong()).isEqualTo(NOW);
        assertThat(clock.ahead()).isZero();
    }

    @Property
    void shouldNotBeAheadOfTheNewestTransferWhereABrokerRefusedIt(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long ahead) {
        TrustedClock clock = new TrustedClock(() -> NOW);
        clock.seen(NOW - ahead);
        clock.seen(NOW - ahead - 1);

        assertThat(clock.refused()).isTrue();

        assertThat(clock.getAsLong()).isEqualTo(NOW - ahead);
        assertThat(clock.ahead()).isEqualTo(ahead);
        assertThat(clock.refused()).as("there is nothing to set it back to").isFalse();
    }

    @Test
    void shouldStayWhereNothingTellsTheTime() {
        TrustedClock clock = new TrustedClock(() -> NOW);

        assertThat(clock.refused()).isFalse();
        assertThat(clock.getAsLong()).isEqualTo(NOW);
    }
}
