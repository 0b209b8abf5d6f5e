package io.tradewatch.server;

import io.tradewatch.rescreen.TaskProgress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The rescreening backlog over all tasks of this instance, and its age.
 *
 * <p><b>Threading notes.</b> Any thread may call it. The start of a backlog is noticed at a call, so the reported age is too
 * low by at most the time between two scrapes. This object's lock guards the state.
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

    /** Number of tasks with a pass that is running or due. */
    long passesOpen() {
        return tasks.get().stream().filter(RescreenBacklog::isOpen).count();
    }

    /** Maximum number of past transfers that running passes still have to read. */
    long recordsLeft() {
        return tasks.get().stream().mapToLong(TaskProgress::left).sum();
    }

    /** Age of the oldest backlog in seconds; 0 without a backlog. */
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
