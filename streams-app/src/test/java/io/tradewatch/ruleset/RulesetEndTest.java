package io.tradewatch.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class RulesetEndTest {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Deque<Long> ends = new ArrayDeque<>();
    private final RulesetEnd end = new RulesetEnd(this::nextEnd, waiting::add);

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

    /** A topic that is restored from an older copy while this instance runs. */
    @Test
    void shouldNoticeThatTheTopicWasCutBackLater() {
        AtomicLong endOfTopic = new AtomicLong(10);
        RulesetEnd rulesetEnd = new RulesetEnd(endOfTopic::get, Runnable::run);

        assertThat(rulesetEnd.isBelow(10)).isFalse();
        endOfTopic.set(5);
        assertThat(rulesetEnd.isBelow(10)).isTrue();
    }

    @Test
    void shouldLookOnceASecondHoweverOftenItIsAsked() {
        AtomicLong now = new AtomicLong();
        AtomicLong looks = new AtomicLong();
        RulesetEnd rulesetEnd = new RulesetEnd(() -> 10 + 0 * looks.incrementAndGet(), Runnable::run, now::get);

        for (int millis = 0; millis < 10_000; millis += 20) {
            now.set(Duration.ofMillis(millis).toNanos());
            assertThat(rulesetEnd.isBelow(10)).isFalse();
        }

        assertThat(looks.get()).isBetween(10L, 11L);
    }

    private void look() {
        Objects.requireNonNull(waiting.poll()).run();
    }
}
