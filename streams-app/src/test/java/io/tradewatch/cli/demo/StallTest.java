package io.tradewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewatch.cli.CliException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StallTest {
    private final AtomicLong clock = new AtomicLong();
    private final Stall stall = new Stall(Duration.ofSeconds(60), clock::get);

    @Test
    void shouldLetWorkTakeAsLongAsItGetsOn() {
        for (long left = 100; left > 0; left--) {
            clock.addAndGet(Duration.ofSeconds(59).toNanos());
            long remaining = left;
            assertThatCode(() -> stall.check(remaining, () -> "stuck")).doesNotThrowAnyException();
        }
    }

    @Test
    void shouldFailOnceItStandsStill() {
        stall.check(7, () -> "stuck");
        clock.addAndGet(Duration.ofSeconds(61).toNanos());

        assertThatThrownBy(() -> stall.check(7, () -> "7 records are left"))
                .isInstanceOf(CliException.class)
                .hasMessage("7 records are left, and nothing has moved for 60 s");
    }
}
