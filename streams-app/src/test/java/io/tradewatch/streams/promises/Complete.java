package io.tradewatch.streams.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.avro.Violation;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.engine.rules.Screening;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The open violations are those that the plain implementation of the rules finds in the latest revision of every
 * transfer, with all measures that can be used: whatever came first, and whatever happened on the way.
 *
 * <p>Compared is everything that an alert says apart from its life cycle and the version of the law. Where one revision
 * was let through with several contents, any of them may count: which one does, the topic alone does not tell.
 */
public final class Complete implements Promise {
    private final int maxViolations;
    private final PlainRuleset law = new PlainRuleset();
    private final List<ProducedTransfer> transfers = new ArrayList<>();
    private final Set<String> deadLetters = new HashSet<>();
    private final OpenViolations openViolations = new OpenViolations();

    /** With the limit that applies where nothing else is set. */
    public Complete() {
        this(Screening.DEFAULT_MAX_VIOLATIONS);
    }

    /**
     * With a limit of its own.
     *
     * @param maxViolations how many violations of a transfer are published one by one
     */
    public Complete(int maxViolations) {
        this.maxViolations = maxViolations;
    }

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
        ReferenceViolations reference = ReferenceViolations.of(law.usable(), maxViolations);
        Set<String> unusable = law.unusable();
        Map<String, List<Transfer>> latest = latestRevisions();
        latest.forEach((transferId, contents) -> {
            List<Map<String, Violation>> expected =
                    contents.stream().map(reference::in).toList();
            boolean isCancelled = contents.stream().allMatch(Complete::isCancelled);
            Map<String, Violation> all = openViolations.of(transferId);
            if (expected.stream()
                    .noneMatch(found -> found.equals(isCancelled ? all : judgeable(all, unusable, found)))) {
                Map<String, Violation> nearest = expected.get(0);
                Map<String, Violation> open = isCancelled ? all : judgeable(all, unusable, nearest);
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
     * What is open less what may have been left as it was, because measures are unusable: their violations, unscreenable
     * items that nothing else tells of, and doubts for which there may be a measure. That such violations are rightly open,
     * their alerts show one by one.
     */
    private static Map<String, Violation> judgeable(
            Map<String, Violation> open, Set<String> unusable, Map<String, Violation> expected) {
        Map<String, Violation> judgeable = new TreeMap<>(open);
        judgeable.values().removeIf(violation -> unusable.contains(violation.getMeasureId()));
        if (!unusable.isEmpty()) {
            judgeable
                    .entrySet()
                    .removeIf(entry -> entry.getValue().getMeasureId().equals(Violations.UNSCREENABLE)
                            && !expected.containsKey(entry.getKey()));
            judgeable.replaceAll(
                    (violationId, violation) -> hasDoubtOfMeasuresThatLacks(expected.get(violationId), violation)
                            ? expected.get(violationId)
                            : violation);
        }
        return judgeable;
    }

    private static boolean hasDoubtOfMeasuresThatLacks(@Nullable Violation expected, Violation open) {
        return expected != null
                && Stream.of("MISSING_CODE", "UNUSABLE_CODE", "TOO_MANY_FINDINGS")
                        .anyMatch(doubt -> open.getDoubts().contains(doubt)
                                && !expected.getDoubts().contains(doubt));
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
