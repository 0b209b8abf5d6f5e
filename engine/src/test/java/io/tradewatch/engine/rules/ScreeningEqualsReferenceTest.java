package io.tradewatch.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.generators.Compact;
import io.tradewatch.engine.generators.PublishedLaw;
import io.tradewatch.engine.generators.RandomLaw;
import io.tradewatch.engine.generators.RandomTransfers;
import io.tradewatch.engine.generators.ScreeningArbitraries;
import io.tradewatch.engine.generators.ScreeningCase;
import io.tradewatch.engine.generators.SmallestCase;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.reference.NaiveScreening;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The engine is fast and the reference is plain; they must say the same, field by field. */
class ScreeningEqualsReferenceTest {
    private static final int LAWS = 400;
    private static final int TRANSFERS_A_LAW = 50;

    /** Other cases in every run. */
    @Property(tries = 2_000)
    void shouldFindWhatTheReferenceFinds(@ForAll("cases") ScreeningCase drawn) {
        requireEqual(drawn, Screening.DEFAULT_MAX_VIOLATIONS);
    }

    /** Of most transfers that anything is found in, there is more than so low a limit. */
    @Property(tries = 1_000)
    void shouldFindWhatTheReferenceFindsWithALowLimit(
            @ForAll("cases") ScreeningCase drawn, @ForAll @IntRange(min = 1, max = 20) int maxViolations) {
        requireEqual(drawn, maxViolations);
    }

    @Provide
    Arbitrary<ScreeningCase> cases() {
        return ScreeningArbitraries.cases();
    }

    /** The same cases in every run; one compiled index screens many transfers. */
    @Test
    void shouldFindWhatTheReferenceFindsInTwentyThousandTransfers() {
        Random random = new Random(20171222);
        for (int i = 0; i < LAWS; i++) {
            PublishedLaw published = RandomLaw.draw(random);
            Instant knownAt = RandomLaw.knownAt(random);
            int maxViolations = limit(i);
            Screening screening = new Screening(MeasureIndex.compile(published.law(), knownAt), maxViolations);
            NaiveScreening reference = new NaiveScreening(published.tables(), maxViolations);
            RandomTransfers transfers = new RandomTransfers(published);
            for (int j = 0; j < TRANSFERS_A_LAW; j++) {
                Transfer transfer = transfers.draw(random, j);
                if (!screening.screen(transfer).equals(reference.screen(transfer, published.law(), knownAt))) {
                    requireEqual(new ScreeningCase(published, knownAt, transfer), maxViolations);
                    // The case alone is fine: what went before it made the difference.
                    assertThat(screening.screen(transfer))
                            .as("an index that has screened before: " + Compact.of(transfer))
                            .isEqualTo(reference.screen(transfer, published.law(), knownAt));
                }
            }
        }
    }

    @Test
    void shouldDrawEveryDoubtRoleAndTypeAndFindSomethingInAReasonableShare() {
        Random random = new Random(20240218);
        Coverage coverage = new Coverage();
        for (int i = 0; i < LAWS; i++) {
            PublishedLaw published = RandomLaw.draw(random);
            RandomTransfers transfers = new RandomTransfers(published);
            NaiveScreening reference = new NaiveScreening(published.tables(), limit(i));
            Law law = Law.of(published.revisions(), ReferenceTables.of(List.of()));
            for (int j = 0; j < TRANSFERS_A_LAW; j++) {
                coverage.add(reference.screen(transfers.draw(random, j), law, null));
            }
        }

        assertThat(coverage.missing()).as(coverage.toString()).isEmpty();
        assertThat(100.0 * coverage.of("transfers that a measure concerns") / coverage.of("transfers"))
                .as("percentage of transfers that a measure concerns; " + coverage)
                .isBetween(15.0, 85.0);
        assertThat(coverage.of("findings CERTAIN")).as(coverage.toString()).isGreaterThan(1_000);
    }

    /** Every fourth law has a limit that many of its transfers are above. */
    private static int limit(int law) {
        return law % 4 == 3 ? 1 + law / 4 % 3 : Screening.DEFAULT_MAX_VIOLATIONS;
    }

    private static void requireEqual(ScreeningCase drawn, int maxViolations) {
        if (differ(drawn, maxViolations)) {
            ScreeningCase smallest = SmallestCase.of(drawn, smaller -> differ(smaller, maxViolations));
            Law law = smallest.published().law();
            assertThat(engine(law, smallest, maxViolations))
                    .as("at most " + maxViolations + " violations: " + Compact.of(smallest))
                    .isEqualTo(reference(law, smallest, maxViolations));
        }
    }

    /** Whether the two disagree; tables that cannot be read as a law are no case. */
    private static boolean differ(ScreeningCase drawn, int maxViolations) {
        Law law;
        try {
            law = drawn.published().law();
        } catch (IllegalArgumentException tables) {
            return false;
        }
        try {
            return !engine(law, drawn, maxViolations).equals(reference(law, drawn, maxViolations));
        } catch (RuntimeException refused) {
            return true;
        }
    }

    private static List<Finding> engine(Law law, ScreeningCase drawn, int maxViolations) {
        return new Screening(MeasureIndex.compile(law, drawn.knownAt()), maxViolations).screen(drawn.transfer());
    }

    private static List<Finding> reference(Law law, ScreeningCase drawn, int maxViolations) {
        return new NaiveScreening(drawn.published().tables(), maxViolations)
                .screen(drawn.transfer(), law, drawn.knownAt());
    }
}
