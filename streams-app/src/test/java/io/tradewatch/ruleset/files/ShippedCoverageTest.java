package io.tradewatch.ruleset.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.model.Flow;
import io.tradewatch.ruleset.review.Coverage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shipped measures against the lists of the law that were counted. */
final class ShippedCoverageTest {
    private static final Path MEASURES = Path.of("../config/measures");

    private final List<LintProblem> problems = new ArrayList<>();
    private final ExpectedCoverage expected = ExpectedCoverage.read(MEASURES, problems::add);

    @Test
    void shouldShipEveryLineOfEveryListOrSayWhyNot() {
        Coverage coverage = Coverage.of(ShippedLaw.catalogue(), expected, null);

        assertThat(problems).isEmpty();
        assertThat(coverage.lists())
                .isNotEmpty()
                .allSatisfy(list -> assertThat(list.unexplained())
                        .as(
                                "%s %s, %s: lines missing without a reason (above 0), or here in spite of one (below 0);"
                                        + " correct the measures, or config/measures/coverage.yaml",
                                list.expected().instrument(),
                                list.expected().provision(),
                                list.expected().flow())
                        .isZero());
    }

    @Test
    void shouldHaveTheLinesThatWereReadInTheLaw() {
        LawFacts facts = LawFacts.assumed();

        for (ExpectedList list : expected.lists()) {
            facts.lines(list)
                    .ifPresent(lines -> assertThat(list.codes())
                            .as("%s %s, %s", list.instrument(), list.provision(), list.flow())
                            .containsExactlyInAnyOrderElementsOf(lines));
        }
    }

    @Test
    void shouldHaveAListForAllGoodsThatWereReadInTheLaw() {
        assertThat(LawFacts.assumed().unlisted(expected.lists())).isEmpty();
    }

    @Test
    void shouldCountBothDirectionsOfARestrictedListApart() {
        assertThat(expected.lists())
                .filteredOn(list -> list.provision().equals("Art. 11c, Annex XI"))
                .extracting(ExpectedList::flow)
                .containsExactlyInAnyOrder(Flow.EXPORT, Flow.IMPORT);
    }
}
