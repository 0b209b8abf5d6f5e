package io.tradewatch.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Starts {@code tradewatch run} in a process of its own. */
final class RunCommands {
    private RunCommands() {}

    /**
     * Starts one.
     *
     * @param applicationId the application that it is an instance of
     * @param instance names its state and its log; no two that run at a time have the same
     * @param settings further settings, as environment variables
     */
    static RunningCommand start(
            BenchCluster cluster,
            Workshop workshop,
            String applicationId,
            String instance,
            Map<String, String> settings)
            throws IOException {
        Path folder = workshop.scratch();
        Map<String, String> all = new HashMap<>(settings);
        all.put("TRADEWATCH_APPLICATION_ID", applicationId);
        // Several instances on one machine: any free port, unless somebody has to know it.
        all.putIfAbsent("TRADEWATCH_HTTP_PORT", "0");
        all.putAll(cluster.environment());
        all.put("TRADEWATCH_SCREENING_STATE_DIR", folder.resolve(instance).toString());
        return RunningCommand.start(workshop, RunningCommand.HEAP, all, folder.resolve(instance + ".log"), "run");
    }
}
