package io.tradewatch.cli;

import io.tradewatch.cli.access.MissingRights;
import io.tradewatch.cli.config.ConfigurationException;
import io.tradewatch.codec.text.FileProblem;
import io.tradewatch.replay.ReplayException;
import io.tradewatch.ruleset.imports.MeasureImportException;
import io.tradewatch.ruleset.publish.PublishingException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Converts any exception of a command into an error message with a fix, and into an exit code. */
final class ErrorMessages implements IExecutionExceptionHandler {
    private final BooleanSupplier stacktrace;

    ErrorMessages(BooleanSupplier stacktrace) {
        this.stacktrace = stacktrace;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        int exitCode = MissingRights.of(failure, line)
                .map(missing -> print(missing.message(), missing.fix(), err))
                .orElseGet(() -> print(failure, err));
        if (stacktrace.getAsBoolean()) {
            failure.printStackTrace(err);
        }
        err.flush();
        return exitCode;
    }

    private int print(Exception failure, PrintWriter err) {
        if (failure instanceof CliException known) {
            Lines.print(err, "error: ", known.getMessage());
            Lines.print(err, "fix:   ", known.fix());
            return known.exitCode();
        }
        if (failure instanceof ReplayException replay) {
            return print(String.valueOf(replay.getMessage()), replay.fix(), err);
        }
        if (failure instanceof PublishingException publishing) {
            return print(String.valueOf(publishing.getMessage()), publishing.fix(), err);
        }
        if (failure instanceof MeasureImportException imported) {
            int failed = print(String.valueOf(imported.getMessage()), imported.fix(), err);
            return imported.isWrongUsage() ? CommandLine.ExitCode.USAGE : failed;
        }
        if (failure instanceof ConfigurationException configuration) {
            configuration.problems().forEach(problem -> Lines.print(err, "error: ", problem));
            Lines.print(err, "fix:   ", "docs/configuration.md lists every setting and its legal values.");
            return CommandLine.ExitCode.USAGE;
        }
        if (failure instanceof UncheckedIOException unreadable) {
            return print(
                    "a file cannot be read to its end: " + FileProblem.reason(unreadable),
                    "Correct what it says and run the command again; --stacktrace shows where it was read.",
                    err);
        }
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof KafkaException refusal) {
            return print(
                    "Kafka: " + refusal.getMessage() + " (" + refusal.getClass().getSimpleName() + ")",
                    "Fix what Kafka names; --stacktrace shows where it was asked.",
                    err);
        }
        return print("unexpected: " + failure, "Run it again with --stacktrace and report what it says.", err);
    }

    private static int print(String message, String fix, PrintWriter err) {
        Lines.print(err, "error: ", message);
        Lines.print(err, "fix:   ", fix);
        return CommandLine.ExitCode.SOFTWARE;
    }

    static int wrongUsage(ParameterException failure, String[] args) {
        CommandLine line = failure.getCommandLine();
        PrintWriter err = line.getErr();
        Lines.print(err, "error: ", failure.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            line.usage(PrintableWriter.beneath(err));
        }
        err.flush();
        return CommandLine.ExitCode.USAGE;
    }
}
