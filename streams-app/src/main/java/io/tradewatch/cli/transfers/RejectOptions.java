package io.tradewatch.cli.transfers;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The options for rejected rows. */
public final class RejectOptions {
    /** The exit code when some rows were rejected and the others accepted. */
    static final int ROWS_LEFT_OUT = 4;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Where rows that are left out go, as they were. Default: they are only reported.")
    private @Nullable Path rejects;

    @Option(
            names = "--allow-rejects",
            description = "Exit code 0 when rows were left out. Default: " + ROWS_LEFT_OUT + ".")
    private boolean allowRejects;

    public RejectedRows open(TransferFile rows, Path source) {
        return RejectedRows.of(rejects, rows, source);
    }

    /**
     * The command's exit code.
     *
     * @param taken number of accepted transfers
     * @param leftOut number of rejected rows
     */
    public int exitCode(long taken, int leftOut) {
        if (leftOut == 0) {
            return CommandLine.ExitCode.OK;
        }
        if (taken == 0) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        return allowRejects ? CommandLine.ExitCode.OK : ROWS_LEFT_OUT;
    }
}
