package io.tradewatch.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StoredTransferTest {
    private static final byte[] HASH = new byte[ContentHash.BYTES];

    @Property(tries = 200)
    void shouldReadBackWhatItWrote(
            @ForAll long seed,
            @ForAll @IntRange(max = 200_000) int length,
            @ForAll @IntRange(min = 1, max = 256) int symbols) {
        byte[] value = value(seed, length, symbols);
        StoredTransfer written = new StoredTransfer(3, true, HASH, 17, value);

        byte[] row = written.toBytes();
        StoredTransfer read = StoredTransfer.fromBytes(row);

        assertThat(read.value()).isEqualTo(value);
        assertThat(read.revision()).isEqualTo(3);
        assertThat(read.cancelled()).isTrue();
        assertThat(read.offset()).isEqualTo(17);
        assertThat(read.says(HASH)).isTrue();
        assertThat((long) row.length).isLessThanOrEqualTo(written.mostBytes());
        assertThat(read.toBytes()).isEqualTo(row);
    }

    @Test
    void shouldKeepALargeRecordCompressed() {
        StoredTransfer transfer = new StoredTransfer(0, false, HASH, 0, new byte[2_000_000]);

        assertThat(transfer.toBytes()[0]).isEqualTo(StateFormat.COMPRESSED);
        assertThat(transfer.toBytes().length).isLessThan(20_000);
    }

    @Test
    void shouldKeepASmallRecordAsItIs() {
        byte[] row = new StoredTransfer(0, false, HASH, 0, new byte[StoredTransfer.COMPRESSED_FROM - 1]).toBytes();

        assertThat(row[0]).isEqualTo(StateFormat.CANONICAL_HASH);
    }

    @Test
    void shouldReadARowThatHoldsTheFirstReleasesHash() {
        byte[] row = new StoredTransfer(0, false, HASH, 0, new byte[30_000])
                .withoutValue()
                .toBytes();
        byte[] first = ByteBuffer.allocate(row.length + 30_000)
                .put(row)
                .put(0, StateFormat.ENCODED_HASH)
                .array();

        StoredTransfer read = StoredTransfer.fromBytes(first);

        assertThat(read.hasEncodedHash()).isTrue();
        assertThat(read.value()).isEqualTo(new byte[30_000]);
        assertThat(read.toBytes())
                .as("the hash of the first release has no compressed form")
                .isEqualTo(first);
    }

    @Test
    void shouldRefuseARowOfALaterRelease() {
        byte[] row = new StoredTransfer(0, false, HASH, 0, new byte[0]).toBytes();
        row[0] = StateFormat.COMPRESSED + 1;

        assertThatThrownBy(() -> StoredTransfer.fromBytes(row)).hasMessageContaining("format 4, expected 1 to 3");
    }

    private static byte[] value(long seed, int length, int symbols) {
        Random random = new Random(seed);
        byte[] value = new byte[length];
        for (int i = 0; i < length; i++) {
            value[i] = (byte) random.nextInt(symbols);
        }
        return value;
    }
}
