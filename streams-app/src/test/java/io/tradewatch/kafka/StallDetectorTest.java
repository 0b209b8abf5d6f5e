package io.tradewatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class StallDetectorTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Set<Integer> HERE = Set.of(0);

    private final AtomicLong now = new AtomicLong();
    private final StallDetector stallDetector = new StallDetector(LIMIT, now::get);
    private final Partition partition = new Partition();

    /** One partition as the broker shows it. */
    private static final class Partition implements StallDetector.Log {
        private final TreeSet<Long> records = new TreeSet<>();
        private long end;
        private long committed = StallDetector.NOTHING_COMMITTED;
        private int reads;

        void record() {
            records.add(end);
            end++;
        }

        /** The end of a transaction, or a record of one that was aborted. */
        void marker() {
            end++;
        }

        Map<Integer, Long> committed() {
            return committed < 0 ? Map.of() : Map.of(0, committed);
        }

        @Override
        public OptionalLong firstRecord(int partition, long from, long until) {
            reads++;
            Long found = records.ceiling(Math.max(0, from));
            return found == null || found >= until ? OptionalLong.empty() : OptionalLong.of(found);
        }
    }

    @Test
    void shouldTellOfARecordThatWaitsWhileNothingIsCommitted() {
        partition.record();
        partition.committed = 0;

        see();
        pass(LIMIT);
        see();

        assertThat(stallDetector.stalled()).containsExactly(new StallDetector.StalledPartition(0, 0, LIMIT));
        partition.committed = 1;
        see();
        assertThat(stallDetector.stalled()).isEmpty();
    }

    @Test
    void shouldTellOfARecordThatAGroupWaitsWithWhichHasCommittedNothingYet() {
        partition.record();

        see();
        pass(LIMIT);
        see();

        assertThat(stallDetector.stalled()).hasSize(1);
    }

    /** A commit an hour ago, and a record that came this moment. */
    @Test
    void shouldNotTakeLittleTrafficForAStandstill() {
        partition.record();
        partition.committed = 1;
        see();
        pass(Duration.ofHours(1));

        partition.record();
        see();
        assertThat(stallDetector.stalled()).isEmpty();
        pass(Duration.ofSeconds(2));
        partition.committed = 2;
        see();

        assertThat(stallDetector.stalled()).isEmpty();
        assertThat(partition.reads).isZero();
    }

    /** Kafka Streams does not commit past what follows the last record in every case. */
    @Test
    void shouldNotTakeMarkersOfTransactionsForTransfersThatWait() {
        partition.record();
        partition.committed = 1;
        partition.marker();

        for (int turn = 0; turn < 100; turn++) {
            see();
            pass(Duration.ofSeconds(2));
        }

        assertThat(stallDetector.stalled()).isEmpty();
        assertThat(partition.reads).as("the log is read once").isEqualTo(1);
    }

    /** What comes in at the last moment before the limit has not waited for so long. */
    @Test
    void shouldNotBlameARecordThatCameInWhileAMarkerWaited() {
        partition.record();
        partition.committed = 1;
        partition.marker();
        see();
        pass(LIMIT);
        partition.record();
        see();

        assertThat(stallDetector.stalled()).isEmpty();
        pass(LIMIT);
        see();
        assertThat(stallDetector.stalled())
                .extracting(StallDetector.StalledPartition::record)
                .containsExactly(2L);
    }

    @Test
    void shouldNotTellOfPartitionsThatOthersScreen() {
        partition.record();

        see(Set.of());
        pass(LIMIT);
        see(Set.of());

        assertThat(stallDetector.stalled()).isEmpty();
    }

    /** A task that fails at once whenever it begins is here for moments only. */
    @Test
    void shouldTellOfAPartitionWhoseTaskComesAndGoes() {
        partition.record();
        for (int turn = 0; turn < 20; turn++) {
            see(turn % 5 == 0 ? HERE : Set.of());
            pass(Duration.ofSeconds(2));
        }
        assertThat(stallDetector.stalled()).hasSize(1);

        pass(Duration.ofSeconds(20));
        see(Set.of());
        assertThat(stallDetector.stalled()).as("another instance has it").isEmpty();
    }

    @Test
    void shouldAskAgainWhereTheLogCannotBeRead() {
        partition.record();
        see();
        pass(LIMIT);

        assertThatThrownBy(() -> stallDetector.see(HERE, Map.of(0, partition.end), Map.of(), (number, from, until) -> {
                    throw new KafkaException("no broker");
                }))
                .isInstanceOf(KafkaException.class);
        see();

        assertThat(stallDetector.stalled()).hasSize(1);
    }

    /** Against a history in which it is known how long the first record that waits has been there without a commit. */
    @Property(tries = 500)
    void shouldTellOfExactlyThosePartitionsInWhichARecordWaitsAndNothingMoves(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 9) Integer> steps) {
        AtomicLong clock = new AtomicLong();
        StallDetector watched = new StallDetector(LIMIT, clock::get);
        Partition one = new Partition();
        Map<Long, Long> seenAt = new HashMap<>();
        one.committed = 0;
        long movedAt = 0;
        for (int step : steps) {
            if (step <= 1) {
                one.record();
            } else if (step <= 3) {
                one.marker();
            } else if (step == 4 && one.committed < one.end) {
                one.committed++;
                movedAt = clock.get();
            }
            clock.addAndGet(Duration.ofSeconds(5).toNanos());
            one.records.forEach(record -> seenAt.putIfAbsent(record, clock.get()));
            watched.see(HERE, Map.of(0, one.end), Map.of(0, one.committed), one);

            Long first = one.records.ceiling(one.committed);
            long waited = first == null ? 0 : clock.get() - Math.max(seenAt.get(first), movedAt);
            if (!watched.stalled().isEmpty()) {
                assertThat(first).as("a record waits").isNotNull();
                assertThat(waited).isGreaterThanOrEqualTo(LIMIT.toNanos());
            }
            Duration latest = LIMIT.plus(LIMIT.dividedBy(4)).plusSeconds(10);
            if (waited >= latest.toNanos()) {
                assertThat(watched.stalled()).as("it is told").hasSize(1);
            }
        }
    }

    private void see() {
        see(HERE);
    }

    private void see(Set<Integer> here) {
        stallDetector.see(here, Map.of(0, partition.end), partition.committed(), partition);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
