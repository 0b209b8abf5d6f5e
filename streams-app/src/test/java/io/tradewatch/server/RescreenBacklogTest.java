package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.rescreen.TaskProgress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RescreenBacklogTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicReference<List<TaskProgress>> tasks = new AtomicReference<>(List.of());
    private final RescreenBacklog rescreenBacklog = new RescreenBacklog(tasks::get, nanos::get);

    @Test
    void shouldAddUpWhatIsLeftOverTheTasksThatLagBehindTheLaw() {
        tasks.set(List.of(task(0, 10, 10, 0), task(1, 5, 10, 300), task(2, 5, 10, 40)));

        assertThat(rescreenBacklog.passesOpen()).isEqualTo(2);
        assertThat(rescreenBacklog.recordsLeft()).isEqualTo(340);
    }

    @Test
    void shouldAgeUntilThePassIsThroughAndBeginAnewWithTheNext() {
        tasks.set(List.of(task(0, 5, 10, 300)));
        assertThat(rescreenBacklog.ageInSeconds()).isZero();

        later(60);
        tasks.set(List.of(task(0, 5, 12, 200)));
        assertThat(rescreenBacklog.ageInSeconds())
                .as("the same pass, further on")
                .isEqualTo(60);

        later(60);
        tasks.set(List.of(task(0, 10, 12, 200)));
        assertThat(rescreenBacklog.ageInSeconds()).as("the next pass").isZero();

        later(60);
        tasks.set(List.of(task(0, 12, 12, 0)));
        assertThat(rescreenBacklog.ageInSeconds()).as("none left").isZero();
    }

    private void later(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private static TaskProgress task(int partition, long applied, long floor, long left) {
        return new TaskProgress(partition, applied, floor, left);
    }
}
