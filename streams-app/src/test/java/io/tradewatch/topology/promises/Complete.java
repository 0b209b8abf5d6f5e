package io.tradewatch.topology.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.records.LawRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The open violations are those that the plain implementation of the rules finds in the latest revision of every
 * transfer, with all measures: whatever came first, and whatever happened on the way.
 *
 * <p>Compared is everything that an alert says apart from its life cycle and the version of the law. Where one revision
 * was let through with several contents, any of them may count: which one does, the topic alone does not tell.
 */
public final class Complete implements Promise {
    private final Map<String, LawRecord> law = new TreeMap<>();
    private final List<ProducedTransfer> transfers = new ArrayList<>();
    private final Set<String> deadLetters = new HashSet<>();
    private final OpenViolations openViolations = new OpenViolations();

    @Override
    public void transferProduced(ProducedTransfer transfer) {
        transfers.add(transfer);
    }

    @Override
    public void measureProduced(ProducedLaw produced) {
        produced.record().ifPresentOrElse(record -> law.put(produced.key(), record), () -> law.remove(produced.key()));
    }

    @Override
    public void deadLetterObserved(ObservedDeadLetter letter) {
        deadLetters.add(letter.origin());
    }

    @Override
    public void alertObserved(ObservedAlert alert) {
        openViolations.add(alert);
    }

    @Override
    public void doAssert() {
        ReferenceViolations reference = ReferenceViolations.of(law.values());
        Map<String, List<Transfer>> latest = latestRevisions();
        latest.forEach((transferId, contents) -> {
            Map<String, Violation> open = openViolations.of(transferId);
            List<Map<String, Violation>> expected =
                    contents.stream().map(reference::in).toList();
            if (!expected.contains(open)) {
                Map<String, Violation> nearest = expected.get(0);
                assertThat(open.keySet().stream().map(id -> summary(open.get(id))))
                        .as("open violations of transfer %s", contents)
                        .containsExactlyInAnyOrderElementsOf(
                                nearest.values().stream().map(Complete::summary).toList());
                assertThat(open).as("open violations of transfer " + transferId).isEqualTo(nearest);
            }
        });
        assertThat(openViolations.all().keySet())
                .as("transfers with open violations, which must have been produced")
                .isSubsetOf(latest.keySet());
    }

    /** By transferId, the contents of the highest revision that was let through: one, unless there was a conflict. */
    private Map<String, List<Transfer>> latestRevisions() {
        Map<String, List<Transfer>> latest = new TreeMap<>();
        for (ProducedTransfer produced : transfers) {
            produced.transfer().ifPresent(transfer -> {
                if (!deadLetters.contains(produced.place())) {
                    List<Transfer> contents =
                            latest.computeIfAbsent(transfer.getTransferId(), transferId -> new ArrayList<>());
                    int highest = contents.isEmpty() ? -1 : contents.get(0).getRevision();
                    if (transfer.getRevision() > highest) {
                        contents.clear();
                    }
                    if (transfer.getRevision() >= highest && !contents.contains(transfer)) {
                        contents.add(transfer);
                    }
                }
            });
        }
        return latest;
    }

    private static String summary(Violation violation) {
        return violation.getItemNumber() + "/" + violation.getMeasureId() + "@" + violation.getMeasureRevision() + " "
                + violation.getMatchedCommodity() + " " + violation.getDoubts();
    }
}
