package io.tradewatch.devcluster;

import java.nio.file.Path;

/**
 * A server whose process has ended.
 *
 * @param name {@code broker-1} or {@code registry}
 * @param pid the process that it was
 * @param exitCode the exit code of the process; 128 and the number of the signal where one ended it
 * @param log the file that it logged to; in a temporary folder it goes with the cluster
 * @param logTail the last lines of that, of this run
 */
public record EndedServer(String name, long pid, int exitCode, Path log, String logTail) {
    private static final int SIGNALS = 128;
    private static final int LAST_SIGNAL = 64;

    /** What happened, in one clause: {@code broker-1 (process 4711) has ended with exit code 137, by signal 9}. */
    public String told() {
        boolean isBySignal = exitCode > SIGNALS && exitCode <= SIGNALS + LAST_SIGNAL;
        return name + " (process " + pid + ") has ended with exit code " + exitCode
                + (isBySignal ? ", by signal " + (exitCode - SIGNALS) : "");
    }
}
