package io.tradewatch.streams.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every transfer was screened, or is a dead letter with its reason and its original bytes.
 *
 * <ul>
 *   <li>Legal: one dead letter for each defective record; one for a record whose revision was seen before with other
 *       content; committed offsets at the end of every partition.
 *   <li>Illegal: a defective record without a dead letter, or with two, or with another reason; a dead letter of a
 *       record that can be screened; a dead letter that was changed; a record behind the committed offset.
 * </ul>
 */
public final class NothingLost implements Promise {
    private final Map<String, ProducedTransfer> produced = new HashMap<>();
    private final Set<String> owed = new HashSet<>();
    private final Set<String> mayConflict = new HashSet<>();
    private final Map<String, List<Transfer>> seen = new HashMap<>();
    private final Map<Integer, Long> end = new TreeMap<>();
    private final Map<Integer, Long> committed = new TreeMap<>();
    private final List<String> breaches = new ArrayList<>();

    @Override
    public void transferProduced(ProducedTransfer transfer) {
        produced.put(transfer.place(), transfer);
        end.merge(transfer.partition(), transfer.offset() + 1, Math::max);
        transfer.defect().ifPresent(defect -> owed.add(transfer.place()));
        transfer.transfer().ifPresent(content -> see(transfer, content));
    }

    private void see(ProducedTransfer produced, Transfer content) {
        List<Transfer> before = seen.computeIfAbsent(
                content.getTransferId() + "@" + content.getRevision(), revision -> new ArrayList<>());
        if (before.stream().anyMatch(other -> !other.equals(content))) {
            mayConflict.add(produced.place());
        }
        before.add(content);
    }

    @Override
    public void deadLetterObserved(ObservedDeadLetter letter) {
        ProducedTransfer original = produced.get(letter.origin());
        if (original == null) {
            breaches.add(letter + ": there was no such record");
            return;
        }
        if (!Arrays.equals(original.key(), letter.key()) || !Arrays.equals(original.value(), letter.value())) {
            breaches.add(letter + ": key or value is not what it was");
        }
        String expected = original.defect().map(Enum::name).orElse(Reason.CONFLICTING_REVISION.name());
        if (!letter.reason().equals(expected)) {
            breaches.add(letter + ": expected the reason " + expected);
        }
        if (!owed.remove(letter.origin()) && !mayConflict.remove(letter.origin())) {
            breaches.add(letter + ": that record could be screened, or is a dead letter already");
        }
    }

    @Override
    public void progressObserved(int partition, long nextOffset) {
        committed.put(partition, nextOffset);
    }

    @Override
    public void doAssert() {
        assertThat(breaches).as("dead letters are right").isEmpty();
        assertThat(owed).as("records that should be dead letters and are not").isEmpty();
        end.forEach((partition, offset) -> assertThat(committed.getOrDefault(partition, 0L))
                .as("how far partition " + partition + " is screened")
                .isGreaterThanOrEqualTo(offset));
    }
}
