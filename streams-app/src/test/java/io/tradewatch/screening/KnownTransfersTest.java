package io.tradewatch.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class KnownTransfersTest {
    private static final int MANY = 100_000;

    private final KnownTransfers known = new KnownTransfers();

    @Test
    void shouldKnowNothingAtFirst() {
        assertThat(known.mayContain(id(1))).isFalse();
        assertThat(known.mayContain(new byte[0])).isFalse();
    }

    /** One that is missed would be screened as if it had no past. */
    @Test
    void shouldNeverMissOneThatWasAdded() {
        for (int number = 0; number < MANY; number++) {
            known.add(id(number));
            known.add(id(number));
        }
        for (int number = 0; number < MANY; number++) {
            assertThat(known.mayContain(id(number))).isTrue();
        }
    }

    @Test
    void shouldTakeHardlyAnyOtherForKnown() {
        for (int number = 0; number < MANY; number++) {
            known.add(id(number));
        }
        int mistaken = 0;
        for (int number = MANY; number < 2 * MANY; number++) {
            mistaken += known.mayContain(id(number)) ? 1 : 0;
        }
        assertThat(mistaken).isZero();
    }

    @Test
    void shouldTellApartWhatDiffersInASingleByteWhereverItStands() {
        for (int length = 0; length < 40; length++) {
            known.add(new byte[length]);
        }
        for (int length = 1; length < 40; length++) {
            for (int at = 0; at < length; at++) {
                byte[] other = new byte[length];
                other[at] = 1;
                assertThat(known.mayContain(other)).isFalse();
            }
        }
    }

    private static byte[] id(int number) {
        return ("transfer-" + number).getBytes(StandardCharsets.UTF_8);
    }
}
