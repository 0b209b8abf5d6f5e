package io.tradewatch.topology;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Shows to those outside how far the tasks of this instance have got with the law. What is shown was done, but may not be
 * committed yet.
 *
 * <p><b>Threading notes.</b> Each task writes its own entry from its own thread; any thread may read.
 */
public final class ProgressBoard {
    private final Map<Integer, TaskProgress> byPartition = new ConcurrentSkipListMap<>();

    void show(int partition, RescreenProgress progress) {
        byPartition.put(partition, TaskProgress.of(partition, progress));
    }

    void remove(int partition) {
        byPartition.remove(partition);
    }

    /** The tasks that run here now, by partition. */
    public List<TaskProgress> tasks() {
        return List.copyOf(byPartition.values());
    }
}
