package io.tradewatch.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.RandomRecords;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private final Violation violation = new RandomRecords(1).violation();

    @Test
    void shouldNotTakeAnotherWordingForADifference() {
        violation.setDoubts(List.of("PARTIAL_CODE"));
        Violation inOtherWords = reworded();

        assertThat(Differences.fields(violation, inOtherWords)).isEmpty();
    }

    @Test
    void shouldNameTheWordingWhereSomethingElseDiffersToo() {
        violation.setDoubts(List.of("PARTIAL_CODE"));
        Violation other = reworded();
        other.setTransferRevision(violation.getTransferRevision() + 1);

        assertThat(Differences.fields(violation, other)).containsExactly("transferRevision", "explanation");
    }

    @Test
    void shouldNameTheWordingWhereItCountsFindings() {
        violation.setDoubts(List.of("TOO_MANY_FINDINGS"));

        assertThat(Differences.fields(violation, reworded())).containsExactly("explanation");
    }

    private Violation reworded() {
        Violation other = Violation.newBuilder(violation).build();
        other.setExplanation(violation.getExplanation() + " In other words.");
        return other;
    }
}
