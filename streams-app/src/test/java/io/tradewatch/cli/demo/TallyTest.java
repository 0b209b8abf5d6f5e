package io.tradewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.ViolationType;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void shouldSayThatNothingCame() {
        assertThat(tally.alerts()).isEqualTo("alerts: 0");
        assertThat(tally.deadLetters()).isEqualTo("dead letters: 0");
    }

    @Test
    void shouldNameWhatIsMostFrequentFirst() {
        tally.alert(ViolationType.MONITORED);
        tally.alert(ViolationType.PROHIBITED);
        tally.alert(ViolationType.MONITORED);

        assertThat(tally.alerts()).isEqualTo("alerts: 3 (MONITORED 2, PROHIBITED 1)");
    }

    @Test
    void shouldNameReasonsThatAreEquallyFrequentByTheirNames() {
        tally.deadLetter("NULL_VALUE");
        tally.deadLetter("KEY_MISMATCH");

        assertThat(tally.deadLetters()).isEqualTo("dead letters: 2 (KEY_MISMATCH 1, NULL_VALUE 1)");
    }
}
