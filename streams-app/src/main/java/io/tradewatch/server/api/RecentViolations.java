package io.tradewatch.server.api;

import io.tradewatch.avro.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * The last violations that changed, each in its latest state, in bounded memory. The content is for people; programs should
 * not count it.
 *
 * <p><b>Threading notes.</b> One thread adds, any thread queries. This object's lock guards the map. A stored violation
 * never changes.
 */
public final class RecentViolations {
    /** Maximum number of violations. A violation takes about 7 KB, so this limit is usually reached first. */
    static final int BOUND = 5_000;

    /** Maximum heap size of all violations, in bytes: one violation may have a hundred times as much text as another. */
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
     * @param number increases with each change, from 1
     * @param changedAt when this state was published
     * @param bytes its approximate heap size
     */
    record Change(long number, Violation violation, Instant changedAt, long bytes) {}

    /**
     * What a query searched.
     *
     * @param alerts number of kept violations
     * @param since all changes from this time on are included; empty while there are none
     * @param complete whether the whole topic is kept, so that a violation that is not found does not exist
     */
    record Searched(int alerts, Optional<Instant> since, boolean complete) {}

    /**
     * A page of results, and what was searched for it.
     *
     * @param changes the latest first
     */
    record Page(List<Change> changes, Searched searched) {}

    /** Receives each change, and must not wait. */
    interface Watcher {
        void changed(Change change);
    }

    public RecentViolations() {
        this(BOUND, MOST_BYTES);
    }

    /**
     * @param bound maximum number of violations; 1 or more
     * @param mostBytes their maximum heap size in bytes; 1 or more
     */
    RecentViolations(int bound, long mostBytes) {
        this.byId = new Newest<>(bound, mostBytes, Change::bytes);
    }

    /**
     * Adds a state of a violation.
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

    /** Records that some changes up to this time were not read. */
    public synchronized void missBefore(Instant time) {
        missingBefore = time.isAfter(missingBefore) ? time : missingBefore;
    }

    /** Records that the topic was read up to its end at start, and whether from its beginning. */
    public synchronized void reachedEnd(boolean fromBeginning) {
        isWholeTopicRead = fromBeginning;
    }

    /**
     * The violations that match a filter, the latest change first.
     *
     * @param before only changes with a number below this
     * @param limit maximum number of changes
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
