package io.tradewatch.rescreen;

import io.tradewatch.state.RescreenProgress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Publishes the rescreening progress of the tasks of this instance. The work shown is done, but may not be committed
 * yet.
 *
 * <p><b>Threading notes.</b> Each task writes its own entry from its own thread; any thread may read.
 */
public final class ProgressBoard {
    private final Map<Integer, TaskProgress> byPartition = new ConcurrentSkipListMap<>();

    public void show(int partition, RescreenProgress progress) {
        byPartition.put(partition, TaskProgress.of(partition, progress));
    }

    public void remove(int partition) {
        byPartition.remove(partition);
    }

    /** The progress of the tasks of this instance, by partition. */
    public List<TaskProgress> tasks() {
        return List.copyOf(byPartition.values());
    }
}
