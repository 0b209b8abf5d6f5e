package io.tradewatch.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** A failure that a person can fix, with the error and the fix. It ends a command without a stack trace. */
public final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String fix;
    private final int exitCode;
    private final boolean mayPass;

    /**
     * A failure: exit code 1.
     *
     * @param message what is wrong, with the value, and what was expected
     * @param fix what to do
     */
    public CliException(String message, String fix) {
        this(message, fix, CommandLine.ExitCode.SOFTWARE, false, null);
    }

    /** A failure with the cause that {@code --stacktrace} shows: exit code 1. */
    public CliException(String message, String fix, Throwable cause) {
        this(message, fix, CommandLine.ExitCode.SOFTWARE, false, cause);
    }

    private CliException(String message, String fix, int exitCode, boolean mayPass, @Nullable Throwable cause) {
        super(message, cause);
        this.fix = fix;
        this.exitCode = exitCode;
        this.mayPass = mayPass;
    }

    /** Wrong usage of a command: exit code 2. */
    public static CliException wrongUsage(String message, String fix) {
        return new CliException(message, fix, CommandLine.ExitCode.USAGE, false, null);
    }

    /** A server does not answer now, but may answer soon without intervention: exit code 1. */
    public static CliException noAnswer(String message, String fix, Throwable cause) {
        return new CliException(message, fix, CommandLine.ExitCode.SOFTWARE, true, cause);
    }

    /** The fix. */
    public String fix() {
        return fix;
    }

    /** Whether the failure may be temporary, for example while a server starts. */
    public boolean mayPass() {
        return mayPass;
    }

    /** 1 for a failure, 2 for wrong usage. */
    public int exitCode() {
        return exitCode;
    }
}
