package io.tradewatch.devcluster;

import java.nio.file.Path;

/**
 * A server whose process has ended.
 *
 * @param name {@code broker-1} or {@code registry}
 * @param pid the id of the ended process
 * @param exitCode the exit code of the process; 128 plus the signal's number if a signal ended it
 * @param log the server's log file; a temporary folder is deleted with the cluster
 * @param logTail the last log lines of this run
 */
public record EndedServer(String name, long pid, int exitCode, Path log, String logTail) {
    private static final int SIGNALS = 128;
    private static final int LAST_SIGNAL = 64;

    /** The event in one clause: {@code broker-1 (process 4711) has ended with exit code 137, by signal 9}. */
    public String told() {
        boolean isBySignal = exitCode > SIGNALS && exitCode <= SIGNALS + LAST_SIGNAL;
        return name + " (process " + pid + ") has ended with exit code " + exitCode
                + (isBySignal ? ", by signal " + (exitCode - SIGNALS) : "");
    }
}
