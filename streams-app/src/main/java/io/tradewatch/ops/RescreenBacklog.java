package io.tradewatch.ops;

import io.tradewatch.topology.TaskProgress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What is still to be screened again because the law changed, over all tasks of this instance, and for how long already.
 *
 * <p><b>Threading notes.</b> Any thread asks. When a backlog began is learnt by asking, so its age is too low by at most
 * the time between two scrapes; the state is guarded by this object's lock.
 */
final class RescreenBacklog {
    private static final double NANOS = 1e9;

    private final Supplier<List<TaskProgress>> tasks;
    private final LongSupplier nanoTime;
    private final Map<Integer, Begun> begun = new HashMap<>();

    private record Begun(long applied, long at) {}

    RescreenBacklog(Supplier<List<TaskProgress>> tasks, LongSupplier nanoTime) {
        this.tasks = tasks;
        this.nanoTime = nanoTime;
    }

    /** Tasks whose pass is under way or due. */
    long passesOpen() {
        return tasks.get().stream().filter(RescreenBacklog::isOpen).count();
    }

    /** Past transfers that passes under way still have to read, at most. */
    long recordsLeft() {
        return tasks.get().stream().mapToLong(TaskProgress::left).sum();
    }

    /** How long the oldest backlog has been there, in seconds; 0 without one. */
    synchronized double ageInSeconds() {
        long now = nanoTime.getAsLong();
        Map<Integer, Begun> still = new HashMap<>();
        for (TaskProgress task : tasks.get()) {
            if (isOpen(task)) {
                Begun before = begun.get(task.partition());
                boolean isSame = before != null && before.applied() == task.applied();
                still.put(task.partition(), isSame ? before : new Begun(task.applied(), now));
            }
        }
        begun.clear();
        begun.putAll(still);
        return still.values().stream().mapToLong(one -> now - one.at()).max().orElse(0) / NANOS;
    }

    private static boolean isOpen(TaskProgress task) {
        return task.applied() < task.floor();
    }
}
