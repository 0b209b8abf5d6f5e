package io.tradewatch.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.explain.MeasureTrace;
import io.tradewatch.engine.explain.TransferTrace;
import io.tradewatch.engine.generators.PublishedLaw;
import io.tradewatch.engine.generators.RandomLaw;
import io.tradewatch.engine.generators.RandomTransfers;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.model.TransferStatus;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a trace tells is what screening does: each finding has a trace whose rules all hold, and no other has. */
class TraceEqualsScreeningTest {
    private static final int LAWS = 150;
    private static final int TRANSFERS_A_LAW = 20;

    private record Applying(int itemNumber, String measureId, int revision, Set<Doubt> doubts) {}

    @Test
    void shouldFindInThreeThousandTracesWhatScreeningFinds() {
        Random random = new Random(1718);
        int found = 0;
        for (int i = 0; i < LAWS; i++) {
            PublishedLaw published = RandomLaw.draw(random);
            Law law = published.law();
            Instant knownAt = RandomLaw.knownAt(random);
            Screening screening = new Screening(MeasureIndex.compile(law, knownAt), Screening.DEFAULT_MAX_VIOLATIONS);
            RandomTransfers transfers = new RandomTransfers(published);
            for (int j = 0; j < TRANSFERS_A_LAW; j++) {
                Transfer transfer = transfers.draw(random, j);

                TransferTrace trace = TransferTracing.trace(law, knownAt, transfer, Screening.DEFAULT_MAX_VIOLATIONS);

                List<Applying> expected = screening.screen(transfer).stream()
                        .filter(finding -> finding.measure() != null)
                        .map(TraceEqualsScreeningTest::applying)
                        .toList();
                assertThat(applying(trace)).as(transfer.toString()).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(trace.findings()).isEqualTo(screening.screen(transfer));
                found += expected.size();
            }
        }
        assertThat(found).isGreaterThan(500);
    }

    @Test
    void shouldTraceNothingOfACancelledTransfer() {
        PublishedLaw published = RandomLaw.draw(new Random(1));
        Transfer drawn = new RandomTransfers(published).draw(new Random(2), 1);
        Transfer cancelled = new Transfer(
                drawn.transferId(),
                drawn.revision(),
                TransferStatus.CANCELLED,
                drawn.occurredAt(),
                drawn.occurredOn(),
                drawn.contractDate(),
                drawn.countryOfDispatch(),
                drawn.countryOfDestination(),
                drawn.consignor(),
                drawn.consignee(),
                drawn.endUser(),
                drawn.itinerary(),
                drawn.transport(),
                drawn.goodsItems());

        assertThat(TransferTracing.trace(published.law(), null, cancelled, Screening.DEFAULT_MAX_VIOLATIONS)
                        .items())
                .isEmpty();
    }

    private static Applying applying(Finding finding) {
        return new Applying(
                finding.itemNumber(),
                finding.measureId(),
                finding.cause().orElseThrow().revision(),
                finding.doubts());
    }

    private static List<Applying> applying(TransferTrace trace) {
        return trace.items().stream()
                .flatMap(item -> item.measures().stream()
                        .filter(MeasureTrace::applies)
                        .map(measure -> new Applying(
                                item.item().itemNumber(),
                                measure.measure().measureId(),
                                measure.measure().revision(),
                                measure.doubts())))
                .toList();
    }
}
