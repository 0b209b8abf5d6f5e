package io.tradewatch.topology.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.avro.Violation;
import io.tradewatch.screening.Violations;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The open violations are those that the plain implementation of the rules finds in the latest revision of every
 * transfer, with all measures that can be used: whatever came first, and whatever happened on the way.
 *
 * <p>Compared is everything that an alert says apart from its life cycle and the version of the law. Where one revision
 * was let through with several contents, any of them may count: which one does, the topic alone does not tell.
 */
public final class Complete implements Promise {
    private final PlainRuleset law = new PlainRuleset();
    private final List<ProducedTransfer> transfers = new ArrayList<>();
    private final Set<String> deadLetters = new HashSet<>();
    private final OpenViolations openViolations = new OpenViolations();

    @Override
    public void transferProduced(ProducedTransfer transfer) {
        transfers.add(transfer);
    }

    @Override
    public void measureProduced(ProducedLaw produced) {
        law.add(produced);
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
        ReferenceViolations reference = ReferenceViolations.of(law.usable());
        Set<String> unusable = law.unusable();
        Map<String, List<Transfer>> latest = latestRevisions();
        latest.forEach((transferId, contents) -> {
            List<Map<String, Violation>> expected =
                    contents.stream().map(reference::in).toList();
            Map<String, Violation> open = contents.stream().allMatch(Complete::isCancelled)
                    ? openViolations.of(transferId)
                    : judgeable(openViolations.of(transferId), unusable, expected);
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

    private static boolean isCancelled(Transfer transfer) {
        return transfer.getStatus() == TransferStatus.CANCELLED;
    }

    /**
     * What is open less what may have been left as it was, because measures are unusable: their violations, and
     * unscreenable items that nothing else tells of. That such violations are rightly open, their alerts show one by one.
     */
    private static Map<String, Violation> judgeable(
            Map<String, Violation> open, Set<String> unusable, List<Map<String, Violation>> expected) {
        Map<String, Violation> judgeable = new TreeMap<>(open);
        judgeable.values().removeIf(violation -> unusable.contains(violation.getMeasureId()));
        if (!unusable.isEmpty()) {
            judgeable
                    .entrySet()
                    .removeIf(entry -> entry.getValue().getMeasureId().equals(Violations.UNSCREENABLE)
                            && expected.stream().noneMatch(found -> found.containsKey(entry.getKey())));
        }
        return judgeable;
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
