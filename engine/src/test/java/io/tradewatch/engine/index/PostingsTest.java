package io.tradewatch.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PostingsTest {
    private static final long KEYS = 1L << 36;

    /** Keys near each other, keys over all bits, and values that come twice. */
    @Property(tries = 500)
    void shouldHoldWhatWasAdded(@ForAll long seed) {
        Random random = new Random(seed);
        Postings.Builder builder = new Postings.Builder();
        Map<Long, Set<Integer>> expected = new HashMap<>();
        int value = 0;
        for (int pairs = random.nextInt(500); pairs > 0; pairs--) {
            long key = random.nextBoolean() ? random.nextLong(20) : KEYS - 1 - random.nextLong(KEYS);
            value += random.nextInt(3);
            builder.add(key, value);
            expected.computeIfAbsent(key, absent -> new TreeSet<>()).add(value);
        }
        Postings postings = builder.build();

        expected.forEach((key, values) -> assertThat(collected(postings, key)).isEqualTo(values));
        for (long key = 20; key < 100; key++) {
            assertThat(collected(postings, key)).isEqualTo(expected.getOrDefault(key, Set.of()));
        }
    }

    @Example
    void shouldRefuseValuesOutOfOrder() {
        Postings.Builder builder = new Postings.Builder();
        builder.add(1, 8);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.add(2, 7))
                .withMessageContaining("7 comes after 8");
    }

    private static Set<Integer> collected(Postings postings, long key) {
        IntSet into = new IntSet();
        postings.collect(key, into);
        Set<Integer> values = new TreeSet<>();
        for (int i = 0; i < into.size(); i++) {
            values.add(into.get(i));
        }
        return values;
    }
}
