package io.tradewatch.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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
        assertThat(budget.deserialize("transfers", new byte[] {4})).containsExactly(4);
    }

    @Test
    void shouldTakeOneValueOfAnySizeAndLeaveTheNextToTheNextPoll() {
        ByteBuffer large = ByteBuffer.allocate(20 * MEGABYTE);

        assertThat(read(large)).hasSize(20 * MEGABYTE);
        assertThatThrownBy(() -> read(large)).isInstanceOf(SerializationException.class);
        budget.renew();
        assertThat(read(large)).hasSize(20 * MEGABYTE);
    }

    /** The records of one poll never take more than the budget and one record, and each is read in the end. */
    @Property(tries = 100)
    void shouldReadEveryRecordWithinTheBudget(
            @ForAll @Size(max = 60) List<@IntRange(max = 9 * MEGABYTE) Integer> sizes) {
        BoundedConsumer.Budget polled = new BoundedConsumer.Budget();
        int read = 0;
        int polls = 0;
        while (read < sizes.size()) {
            long bytes = 0;
            int before = read;
            try {
                while (read < sizes.size()) {
                    polled.deserialize("transfers", new byte[sizes.get(read)]);
                    bytes += sizes.get(read);
                    read++;
                }
            } catch (SerializationException e) {
                // the consumer hands over what it has
            }
            polled.renew();
            assertThat(read).isGreaterThan(before);
            assertThat(bytes).isLessThanOrEqualTo(Math.max(BoundedConsumer.MOST_BYTES, sizes.get(before)));
            polls++;
        }
        assertThat(polls).isLessThanOrEqualTo(sizes.size());
    }

    private byte @Nullable [] read(@Nullable ByteBuffer value) {
        return budget.deserialize("transfers", new RecordHeaders(), value);
    }
}
