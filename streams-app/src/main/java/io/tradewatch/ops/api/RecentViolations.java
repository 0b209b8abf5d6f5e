package io.tradewatch.ops.api;

import io.tradewatch.avro.Violation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    /** A violation takes about 5 KB. */
    static final int BOUND = 5_000;

    private final int bound;
    private final Map<String, Change> byId = new LinkedHashMap<>();
    private final Set<Watcher> watchers = new CopyOnWriteArraySet<>();
    private long changes;

    /** @param number counts up with each change, from 1 */
    record Change(long number, Violation violation) {}

    /** Is told of each change, and must not wait. */
    interface Watcher {
        void changed(Change change);
    }

    public RecentViolations() {
        this(BOUND);
    }

    RecentViolations(int bound) {
        this.bound = bound;
    }

    /** Takes in a state of a violation. */
    public void add(Violation violation) {
        Change change;
        synchronized (this) {
            changes++;
            change = new Change(changes, violation);
            byId.remove(violation.getViolationId());
            byId.put(violation.getViolationId(), change);
            if (byId.size() > bound) {
                Iterator<String> oldest = byId.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }
        watchers.forEach(watcher -> watcher.changed(change));
    }

    /**
     * Those that a filter lets through, the latest change first.
     *
     * @param before only changes with a number below this
     * @param limit how many at most
     */
    synchronized List<Change> latest(ViolationFilter filter, long before, long limit) {
        List<Change> all = new ArrayList<>(byId.values());
        List<Change> found = new ArrayList<>();
        for (int each = all.size() - 1; each >= 0 && found.size() < limit; each--) {
            Change change = all.get(each);
            if (change.number() < before && filter.lets(change.violation())) {
                found.add(change);
            }
        }
        return found;
    }

    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    void unwatch(Watcher watcher) {
        watchers.remove(watcher);
    }
}
