package io.tradewatch.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of repeated measurements. */
final class SpreadTest {
    @Test
    void shouldTellTheMiddleAndTheExtremesOfUnsortedSamples() {
        Spread spread = Spread.of(9, 1, 4);

        assertThat(spread.median()).isEqualTo(4);
        assertThat(spread.least()).isEqualTo(1);
        assertThat(spread.most()).isEqualTo(9);
    }

    @Test
    void shouldTakeTheMiddleBetweenTwo() {
        assertThat(Spread.of(1, 2, 4, 100).median()).isEqualTo(3);
    }

    @Test
    void shouldFindAQuantileBetweenTwoSamplesInProportion() {
        assertThat(Spread.of(0, 10).quantile(0.99)).isEqualTo(9.9);
    }

    @Test
    void shouldMeetWhereOneEndsAsTheOtherBegins() {
        assertThat(Spread.of(1, 2).meets(Spread.of(2, 3))).isTrue();
        assertThat(Spread.of(2, 3).meets(Spread.of(1, 2))).isTrue();
    }

    @Test
    void shouldMeetWhatLiesWithin() {
        assertThat(Spread.of(1, 9).meets(Spread.of(4, 5))).isTrue();
        assertThat(Spread.of(4, 5).meets(Spread.of(1, 9))).isTrue();
    }

    @Test
    void shouldNotMeetWhatLiesApart() {
        assertThat(Spread.of(1, 2).meets(Spread.of(3, 4))).isFalse();
        assertThat(Spread.of(3, 4).meets(Spread.of(1, 2))).isFalse();
    }

    @Test
    void shouldRefuseToSpeakOfNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Spread(List.of()));
    }
}
