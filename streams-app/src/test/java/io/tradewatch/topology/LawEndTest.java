package io.tradewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class LawEndTest {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Deque<Long> ends = new ArrayDeque<>();
    private final LawEnd end = new LawEnd(this::nextEnd, waiting::add);

    private long nextEnd() {
        Long next = Objects.requireNonNull(ends.poll());
        if (next < 0) {
            throw new KafkaException("no broker");
        }
        return next;
    }

    @Test
    void shouldSayNothingBeforeTheTopicWasLookedAt() {
        ends.add(10L);

        assertThat(end.isBelow(11)).isFalse();
        look();
        assertThat(end.isBelow(11)).isTrue();
        assertThat(end.isBelow(10)).isFalse();
    }

    /** The topic may have grown since: what another instance has reached is not lost. */
    @Test
    void shouldLookAgainBeforeItCallsAHigherPositionLost() {
        ends.addAll(List.of(10L, 12L));
        end.isBelow(10);
        look();

        assertThat(end.isBelow(12)).isFalse();
        look();
        assertThat(end.isBelow(12)).isFalse();
    }

    @Test
    void shouldAskAgainWhereKafkaDidNotAnswer() {
        ends.addAll(List.of(-1L, 10L));

        end.isBelow(11);
        look();
        assertThat(end.isBelow(11)).isFalse();
        look();
        assertThat(end.isBelow(11)).isTrue();
    }

    private void look() {
        Objects.requireNonNull(waiting.poll()).run();
    }
}
