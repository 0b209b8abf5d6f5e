package io.tradewatch.streams;

import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.streams.promises.ProducedLaw;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The topic of measures: it grows, is compacted, is made anew, and loses its end. Used by one thread. */
final class ModelLaw {
    private static final int FOUNDATION = ModelRecords.foundation().size();

    private List<Entry> entries = new ArrayList<>();
    private long end;
    private int generation;

    /**
     * One record.
     *
     * @param offset where it stands
     * @param produced what it says
     */
    record Entry(long offset, ProducedLaw produced) {}

    ModelLaw() {
        ModelRecords.foundation().forEach(this::publish);
    }

    void publish(ProducedLaw produced) {
        entries.add(new Entry(end++, produced));
    }

    private void publish(RulesetRecord record) {
        publish(ProducedLaw.of(record));
    }

    /** What a later record of the same key supersedes goes; tombstones stay. */
    void compact() {
        Map<String, Long> last = new HashMap<>();
        entries.forEach(entry -> last.put(entry.produced().key(), entry.offset()));
        entries.removeIf(entry -> last.get(entry.produced().key()) > entry.offset());
    }

    /** A topic of the same name, into which some of what counted was published again. */
    void replace(Random random) {
        Map<String, ProducedLaw> counting = new HashMap<>();
        for (Entry entry : entries) {
            if (entry.produced().isTombstone()) {
                counting.remove(entry.produced().key());
            } else {
                counting.put(entry.produced().key(), entry.produced());
            }
        }
        ModelRecords.foundation().forEach(record -> counting.remove(record.key()));
        entries = new ArrayList<>();
        end = 0;
        generation++;
        ModelRecords.foundation().forEach(this::publish);
        counting.values().stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .filter(record -> random.nextInt(4) > 0)
                .forEach(this::publish);
    }

    /** The same topic, restored from a copy that is some records short. */
    void loseEnd(Random random) {
        long from = Math.max(FOUNDATION, end - 1 - random.nextInt(4));
        entries.removeIf(entry -> entry.offset() >= from);
        end = entries.get(entries.size() - 1).offset() + 1;
    }

    String topicId() {
        return "measures-" + generation;
    }

    long end() {
        return end;
    }

    /** The records between two offsets, the first inclusive, the second exclusive. */
    List<Entry> between(long from, long to) {
        return entries.stream()
                .filter(entry -> entry.offset() >= from && entry.offset() < to)
                .toList();
    }

    Collection<Entry> all() {
        return List.copyOf(entries);
    }
}
