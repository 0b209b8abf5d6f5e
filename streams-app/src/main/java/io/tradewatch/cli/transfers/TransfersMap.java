package io.tradewatch.cli.transfers;

import io.tradewatch.cli.CliException;
import io.tradewatch.cli.Lines;
import io.tradewatch.cli.NewFile;
import io.tradewatch.cli.RulesetFolders;
import io.tradewatch.cli.transfers.guess.Known;
import io.tradewatch.cli.transfers.guess.MappingGuess;
import io.tradewatch.mapping.MappingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a mapping for a table, or checks one. */
@Command(
        name = "map",
        description = {
            "Look at a table (CSV or a workbook) and write a mapping for it.",
            "The mapping has a reason for each line, and CHECK where a person has to decide. Then check it against all rows"
                    + " with --check, and screen or publish the file with --mapping."
        })
final class TransfersMap implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The table; it may be compressed (gzip).")
    private Path file = Path.of("");

    @Option(names = "--output", paramLabel = "YAML", description = "Where the mapping goes. Default: stdout.")
    private @Nullable Path output;

    @Option(
            names = "--sheet",
            paramLabel = "NAME",
            description = "Of a workbook. Default: the largest that is visible.")
    private @Nullable String sheet;

    @Option(
            names = "--check",
            paramLabel = "YAML",
            description = "Write nothing; read the file with this mapping and count what each field finds.")
    private @Nullable Path check;

    @Mixin
    private RulesetFolders.Tables reference = new RulesetFolders.Tables();

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CliException(file + " does not exist or may not be read", "Name a table of transfers.");
        }
        try {
            return check == null ? write() : check(check);
        } catch (MappingException e) {
            throw new CliException(
                    e.getMessage(), "Correct the mapping or the file; docs/files.md explains mappings.", e);
        }
    }

    private int write() throws IOException, MappingException {
        if (output != null) {
            NewFile.requireAbsent(output);
        }
        if (SampledFile.isJson(file)) {
            throw new CliException(file + " is JSON, which needs no mapping", "Screen or publish it as it is.");
        }
        SampledFile sampled = SampledFile.of(file, sheet);
        MappingGuess guess =
                MappingGuess.of(sampled.table(), new Known(reference.sound(), LocalDate.now(ZoneOffset.UTC)));
        String mapping = "# A mapping of " + file.getFileName() + ", by the names of its columns and the first "
                + sampled.table().rows().size() + " rows.\n" + sampled.settings() + guess.yaml();
        if (output == null) {
            spec.commandLine().getOut().print(mapping);
            spec.commandLine().getOut().flush();
        } else {
            NewFile.write(output, mapping);
        }
        PrintWriter err = spec.commandLine().getErr();
        Lines.print(
                err,
                "columns     ",
                sampled.table().columns().size() + ", not used "
                        + guess.unused().size());
        Lines.print(err, "fields      ", Integer.toString(guess.mapped()));
        guess.doubts().forEach(doubt -> Lines.print(err, "check       ", doubt));
        Lines.print(
                err,
                "next        ",
                "tradewatch transfers map " + file + " --check " + (output == null ? "MAPPING" : output));
        err.flush();
        return CommandLine.ExitCode.OK;
    }

    private int check(Path mapping) throws IOException, MappingException {
        TableMapping read = TableMapping.read(mapping);
        MappingCheck.of(file, read).print(spec.commandLine().getOut());
        PrintWriter err = spec.commandLine().getErr();
        long transfers = 0;
        BadRows badRows;
        try (TransferFile rows = TransferFile.table(file, read)) {
            badRows = new BadRows(rows, err, RejectedRows.none());
            while (rows.hasNext()) {
                if (rows.next() instanceof TransferRow.Bad bad) {
                    badRows.report(bad);
                } else {
                    transfers++;
                }
            }
        }
        Lines.print(err, "transfers   ", Long.toString(transfers));
        badRows.summarise();
        Lines.print(err, "next        ", "tradewatch screen " + file + " --mapping " + mapping);
        err.flush();
        return badRows.count() == 0 ? CommandLine.ExitCode.OK : RejectOptions.ROWS_LEFT_OUT;
    }
}
