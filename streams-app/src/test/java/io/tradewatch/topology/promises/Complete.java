package io.tradewatch.topology.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.records.LawRecord;
import io.tradewatch.records.TransferMapping;
import io.tradewatch.records.ViolationRecords;
import io.tradewatch.screening.Explanation;
import io.tradewatch.screening.Finding;
import io.tradewatch.screening.Law;
import io.tradewatch.screening.Measure;
import io.tradewatch.screening.ReferenceTable;
import io.tradewatch.screening.ReferenceTables;
import io.tradewatch.screening.reference.NaiveScreening;
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
        Reference reference = new Reference(law.values());
        Map<String, List<Transfer>> latest = latestRevisions();
        latest.forEach((transferId, contents) -> {
            Map<String, Violation> open = openViolations.of(transferId);
            List<Map<String, Violation>> expected =
                    contents.stream().map(reference::violations).toList();
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

    /** What the plain implementation finds, as alerts would say it. */
    private static final class Reference {
        private final NaiveScreening screening;
        private final Law law;

        Reference(Iterable<LawRecord> records) {
            List<Measure> revisions = new ArrayList<>();
            Map<String, LawRecord.Table> newest = new TreeMap<>();
            for (LawRecord record : records) {
                if (record instanceof LawRecord.Revision revision) {
                    revisions.add(revision.measure());
                } else if (record instanceof LawRecord.Table table) {
                    newest.merge(
                            table.table().name(), table, (one, other) -> one.version() > other.version() ? one : other);
                }
            }
            List<ReferenceTable> tables =
                    newest.values().stream().map(LawRecord.Table::table).toList();
            this.screening = new NaiveScreening(tables);
            this.law = Law.of(revisions, ReferenceTables.of(List.of()));
        }

        Map<String, Violation> violations(Transfer transfer) {
            io.tradewatch.screening.Transfer screened =
                    TransferMapping.toScreening(transfer).orElseThrow();
            Map<String, Violation> violations = new TreeMap<>();
            for (Finding finding : screening.screen(screened, law, null)) {
                Violation violation = ViolationRecords.of(
                        transfer,
                        finding,
                        "",
                        0,
                        ViolationStatus.OPEN,
                        StatusReason.DETECTED,
                        Explanation.of(screened, finding));
                violations.put(violation.getViolationId(), violation);
            }
            return violations;
        }
    }
}
