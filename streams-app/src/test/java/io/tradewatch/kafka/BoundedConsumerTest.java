package io.tradewatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BoundedConsumerTest {
    private static final int MEGABYTE = 1 << 20;
    private final BoundedConsumer.Budget budget = new BoundedConsumer.Budget();

    @Test
    void shouldHandOverValuesAsTheyAre() {
        ByteBuffer value = ByteBuffer.wrap(new byte[] {9, 1, 2, 3, 9}, 1, 3).slice();

        assertThat(read(value)).containsExactly(1, 2, 3);
        assertThat(value.position()).isZero();
        assertThat(read(null)).isNull();
        assertThat(budget.values().deserialize("transfers", new byte[] {4})).containsExactly(4);
    }

    @Test
    void shouldTakeOneValueOfAnySizeAndLeaveTheNextToTheNextPoll() {
        ByteBuffer large = ByteBuffer.allocate(20 * MEGABYTE);

        assertThat(read(large)).hasSize(20 * MEGABYTE);
        assertThatThrownBy(() -> read(large)).isInstanceOf(SerializationException.class);
        budget.renew();
        assertThat(read(large)).hasSize(20 * MEGABYTE);
    }

    /** What a generated record has, in bytes; null where there is none. */
    private record Sizes(
            @Nullable Integer key, int header, @Nullable Integer value) {
        long bytes() {
            return (long) header + (key == null ? 0 : key) + (value == null ? 0 : value);
        }
    }

    @Provide
    Arbitrary<List<Sizes>> records() {
        Arbitrary<Integer> size = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 1_000), Arbitraries.integers().between(0, 9 * MEGABYTE));
        return Combinators.combine(size.injectNull(0.3), Arbitraries.of(0, 0, 0, 3 * MEGABYTE), size.injectNull(0.3))
                .as(Sizes::new)
                // Of a record with neither nothing is counted.
                .filter(sizes -> sizes.key() != null || sizes.value() != null)
                .list()
                .ofMaxSize(60);
    }

    /** The records of one poll never take more than the budget and what is read at once, and each is read in the end. */
    @Property(tries = 100)
    void shouldReadEveryRecordWithinTheBudget(@ForAll("records") List<Sizes> records) {
        BoundedConsumer.Budget polled = new BoundedConsumer.Budget();
        int read = 0;
        while (read < records.size()) {
            int before = read;
            try {
                while (read < records.size()) {
                    readAsKafkaDoes(polled, records.get(read));
                    read++;
                }
            } catch (SerializationException e) {
                // the consumer hands over what it has
            }
            polled.renew();
            assertThat(read).isGreaterThan(before);
            long bytes = records.subList(before, read).stream()
                    .mapToLong(Sizes::bytes)
                    .sum();
            // A record without a value is weighed with the next one.
            long first = records.subList(before, Math.min(before + 2, read)).stream()
                    .mapToLong(Sizes::bytes)
                    .sum();
            assertThat(bytes).isLessThanOrEqualTo(Math.max(BoundedConsumer.MOST_BYTES, first));
        }
    }

    private static void readAsKafkaDoes(BoundedConsumer.Budget budget, Sizes sizes) {
        RecordHeaders headers = new RecordHeaders();
        if (sizes.header() > 0) {
            headers.add("x", new byte[sizes.header()]);
        }
        if (sizes.key() != null) {
            budget.keys().deserialize("transfers", headers, ByteBuffer.allocate(sizes.key()));
        }
        if (sizes.value() != null) {
            budget.values().deserialize("transfers", headers, ByteBuffer.allocate(sizes.value()));
        }
    }

    private byte @Nullable [] read(@Nullable ByteBuffer value) {
        return budget.values().deserialize("transfers", new RecordHeaders(), value);
    }
}
