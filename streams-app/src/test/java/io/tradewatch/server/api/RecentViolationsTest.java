package io.tradewatch.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RecentViolationsTest {
    private static final Instant TIME = Instant.parse("2026-03-01T00:00:00Z");
    private static final ViolationFilter ALL = new ViolationFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    @Test
    void shouldKeepFewerWhereTheyAreLargeAndSayWhatWasSearched() {
        RecentViolations recent = new RecentViolations(5_000, 1_000_000);
        for (int each = 0; each < 20; each++) {
            recent.add(violation(each, 100_000), TIME.plusSeconds(each));
        }
        recent.reachedEnd(true);

        RecentViolations.Searched searched =
                recent.latest(ALL, Long.MAX_VALUE, 100).searched();

        assertThat(searched.alerts()).isEqualTo(4);
        assertThat(searched.since()).contains(TIME.plusSeconds(16));
        assertThat(searched.complete()).as("older ones are not searched").isFalse();
    }

    @Property(tries = 100)
    void shouldWeighAViolationByItsTexts(@ForAll @IntRange(min = 0, max = 50_000) int length) {
        long weight = HeapWeight.of(violation(0, length));

        assertThat(weight).isBetween(2L * length, 2L * length + 20_000);
    }

    private static Violation violation(int number, int length) {
        Violation violation = new Violation();
        violation.setViolationId("v" + number);
        violation.setExplanation("x".repeat(length));
        return violation;
    }
}
