package io.tradewatch.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NewestTest {
    /** A value and its weight. */
    private record Weighed(int key, int bytes) {}

    @Test
    void shouldLeaveOutTheOldestByWeightBeforeItsCountIsReached() {
        Newest<Integer, Weighed> newest = new Newest<>(100, 10, Weighed::bytes);

        assertThat(newest.put(1, new Weighed(1, 4))).isEmpty();
        assertThat(newest.put(2, new Weighed(2, 4))).isEmpty();
        assertThat(newest.put(3, new Weighed(3, 7))).containsExactly(new Weighed(1, 4), new Weighed(2, 4));
    }

    @Test
    void shouldKeepTheNewestAloneWhereItWeighsMoreThanTheBound() {
        Newest<Integer, Weighed> newest = new Newest<>(100, 10, Weighed::bytes);
        newest.put(1, new Weighed(1, 4));

        assertThat(newest.put(2, new Weighed(2, 1_000))).containsExactly(new Weighed(1, 4));
        assertThat(newest.values()).containsExactly(new Weighed(2, 1_000));
    }

    @Test
    void shouldRefuseBoundsThatKeepNothing() {
        assertThatThrownBy(() -> new Newest<>(0, 1, Weighed::bytes)).hasMessageContaining("0 values and 1 bytes");
        assertThatThrownBy(() -> new Newest<>(1, 0, Weighed::bytes)).hasMessageContaining("1 values and 0 bytes");
    }

    @Property(tries = 500)
    void shouldKeepTheLongestRunOfNewestValuesThatFits(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 50) Integer> weights,
            @ForAll @IntRange(min = 1, max = 8) int keys,
            @ForAll @IntRange(min = 1, max = 6) int most,
            @ForAll @IntRange(min = 1, max = 100) int mostBytes) {
        Newest<Integer, Weighed> newest = new Newest<>(most, mostBytes, Weighed::bytes);
        List<Weighed> expected = new ArrayList<>();
        for (int turn = 0; turn < weights.size(); turn++) {
            Weighed value = new Weighed(turn * 7 % keys, weights.get(turn));
            expected.removeIf(each -> each.key() == value.key());
            expected.add(value);
            List<Weighed> dropped = new ArrayList<>();
            while (expected.size() > 1 && (expected.size() > most || weight(expected) > mostBytes)) {
                dropped.add(expected.remove(0));
            }

            assertThat(newest.put(value.key(), value)).isEqualTo(dropped);
            assertThat(newest.values()).isEqualTo(expected);
            assertThat(Map.of("size", (long) newest.size(), "bytes", newest.bytes()))
                    .isEqualTo(Map.of("size", (long) expected.size(), "bytes", weight(expected)));
        }
    }

    private static long weight(List<Weighed> values) {
        return values.stream().mapToLong(Weighed::bytes).sum();
    }
}
