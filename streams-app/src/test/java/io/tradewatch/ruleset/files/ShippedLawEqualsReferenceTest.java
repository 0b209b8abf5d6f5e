package io.tradewatch.ruleset.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.generators.Compact;
import io.tradewatch.engine.generators.PublishedLaw;
import io.tradewatch.engine.generators.RandomTransfers;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.reference.NaiveScreening;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All shipped measures at once: the engine must find in them what the plain implementation finds. */
@Tag("slow")
final class ShippedLawEqualsReferenceTest {
    // The plain implementation takes a millisecond or two for each.
    private static final int TRANSFERS = 4_000;

    @Test
    void shouldFindWhatTheReferenceFindsUnderAllShippedMeasures() {
        ReferenceFiles tables = ReferenceFiles.read(Path.of("../config/reference"));
        Law law = ShippedLaw.catalogue().law();
        PublishedLaw published = new PublishedLaw(law.revisions(), tables.tables());
        List<Integer> limits = List.of(Screening.DEFAULT_MAX_VIOLATIONS, 5);
        MeasureIndex index = MeasureIndex.compile(law);
        List<Screening> engines =
                limits.stream().map(limit -> new Screening(index, limit)).toList();
        List<NaiveScreening> references = limits.stream()
                .map(limit -> new NaiveScreening(tables.tables(), limit))
                .toList();
        RandomTransfers transfers = new RandomTransfers(published);
        Random random = new Random(20061014);
        Set<String> found = new HashSet<>();
        Set<Boolean> isCutSomewhere = new HashSet<>();

        for (int i = 0; i < TRANSFERS; i++) {
            Transfer transfer = transfers.draw(random, i);
            List<Finding> findings = engines.get(i % 2).screen(transfer);
            NaiveScreening reference = references.get(i % 2);
            if (!findings.equals(reference.screen(transfer, law, null))) {
                assertThat(findings).as(Compact.of(transfer)).isEqualTo(reference.screen(transfer, law, null));
            }
            findings.forEach(finding -> {
                found.add(finding.measureId());
                if (finding.counts() != null) {
                    finding.counts().most().forEach(measure -> found.add(measure.measureId()));
                    isCutSomewhere.add(finding.counts().otherMeasures() > 0);
                }
            });
        }

        Set<String> measures = new HashSet<>();
        law.revisions().forEach(measure -> measures.add(measure.measureId()));
        long broken = measures.stream().filter(found::contains).count();
        assertThat(100.0 * broken / measures.size())
                .as("percentage of measures that some random transfer broke")
                .isGreaterThan(85.0);
        assertThat(isCutSomewhere)
                .as("transfers above the low limit, with few measures and with more than are named")
                .containsExactlyInAnyOrder(false, true);
    }
}
