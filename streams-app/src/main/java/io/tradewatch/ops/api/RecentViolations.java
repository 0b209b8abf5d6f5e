package io.tradewatch.ops.api;

import io.tradewatch.avro.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * The last violations that changed, each in its latest state, in bounded memory: what people look at, not what programs
 * should count.
 *
 * <p><b>Threading notes.</b> One thread adds, any asks; the map is guarded by this object's lock, and a stored violation is
 * never changed.
 */
public final class RecentViolations {
    /** A violation takes about 7 KB, so mostly this is reached first. */
    static final int BOUND = 5_000;

    /** What all of them may take in memory: one violation may have a hundred times as much text as another. */
    static final long MOST_BYTES = 64L * 1024 * 1024;

    private final Newest<String, Change> byId;
    private final Set<Watcher> watchers = new CopyOnWriteArraySet<>();
    private long changes;
    private boolean isWholeTopicRead;
    private boolean isAnyDropped;
    private Instant missingBefore = Instant.MIN;

    /**
     * A violation in its latest state.
     *
     * @param number counts up with each change, from 1
     * @param changedAt when this state was published
     * @param bytes about what it takes in memory
     */
    record Change(long number, Violation violation, Instant changedAt, long bytes) {}

    /**
     * What is looked through when somebody asks.
     *
     * @param alerts how many violations are kept
     * @param since every change from then on is among them; empty while there are none
     * @param complete whether they are all that the topic holds: what is not found does not exist
     */
    record Searched(int alerts, Optional<Instant> since, boolean complete) {}

    /**
     * A page of what was found, and what was looked through for it.
     *
     * @param changes the latest first
     */
    record Page(List<Change> changes, Searched searched) {}

    /** Is told of each change, and must not wait. */
    interface Watcher {
        void changed(Change change);
    }

    public RecentViolations() {
        this(BOUND, MOST_BYTES);
    }

    /**
     * @param bound how many violations are kept; 1 or more
     * @param mostBytes what they may take in memory; 1 or more
     */
    RecentViolations(int bound, long mostBytes) {
        this.byId = new Newest<>(bound, mostBytes, Change::bytes);
    }

    /**
     * Takes in a state of a violation.
     *
     * @param changedAt when it was published
     */
    public void add(Violation violation, Instant changedAt) {
        Change change;
        synchronized (this) {
            changes++;
            change = new Change(changes, violation, changedAt, HeapWeight.of(violation));
            for (Change dropped : byId.put(violation.getViolationId(), change)) {
                isAnyDropped = true;
                missBefore(dropped.changedAt());
            }
        }
        watchers.forEach(watcher -> watcher.changed(change));
    }

    /** Remembers that not all changes up to this time are read. */
    public synchronized void missBefore(Instant time) {
        missingBefore = time.isAfter(missingBefore) ? time : missingBefore;
    }

    /** Remembers that the topic was read to its end as it was at start, and whether from its beginning. */
    public synchronized void reachedEnd(boolean fromBeginning) {
        isWholeTopicRead = fromBeginning;
    }

    /**
     * Those that a filter lets through, the latest change first.
     *
     * @param before only changes with a number below this
     * @param limit how many at most
     */
    synchronized Page latest(ViolationFilter filter, long before, long limit) {
        List<Change> all = byId.values();
        List<Change> found = new ArrayList<>();
        for (int each = all.size() - 1; each >= 0 && found.size() < limit; each--) {
            Change change = all.get(each);
            if (change.number() < before && filter.lets(change.violation())) {
                found.add(change);
            }
        }
        return new Page(found, searched(all));
    }

    private Searched searched(List<Change> all) {
        Optional<Instant> oldest = all.stream().map(Change::changedAt).min(Comparator.naturalOrder());
        return new Searched(
                all.size(),
                oldest.map(time -> time.isBefore(missingBefore) ? missingBefore : time),
                isWholeTopicRead && !isAnyDropped);
    }

    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    void unwatch(Watcher watcher) {
        watchers.remove(watcher);
    }
}
