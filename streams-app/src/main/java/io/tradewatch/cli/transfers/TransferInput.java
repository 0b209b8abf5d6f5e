package io.tradewatch.cli.transfers;

import io.tradewatch.cli.CliException;
import io.tradewatch.codec.text.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options for a file of transfers. */
public final class TransferInput {
    /** The format of a file. */
    enum Format {
        JSONL,
        CSV
    }

    @Parameters(index = "0", paramLabel = "FILE", description = "Transfers: one JSON object a line, or CSV.")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "jsonl or csv. Default: csv where the file's name ends so, else jsonl.")
    private @Nullable Format format;

    @Option(
            names = "--mapping",
            paramLabel = "YAML",
            description = "With CSV: which column goes into which field. docs/commands.md explains it.")
    private @Nullable Path mapping;

    public Path file() {
        return file;
    }

    /** The size of the file in bytes. */
    public long size() {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Opens the file.
     *
     * @throws CliException when file or mapping cannot be read
     */
    public TransferFile open() {
        return open(file, format, mapping);
    }

    /**
     * Opens a file whose options have another source.
     *
     * @throws CliException when file or mapping cannot be read
     */
    public static TransferFile open(Path file, @Nullable Format format, @Nullable Path mapping) {
        boolean isCsv = format == null ? name(file).endsWith(".csv") : format == Format.CSV;
        if (!Files.isRegularFile(file) && !Files.isReadable(file)) {
            throw new CliException(file + " does not exist or may not be read", "Name a file of transfers.");
        }
        try {
            return isCsv ? csv(file, mapping) : TransferFile.jsonLines(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static TransferFile csv(Path file, @Nullable Path mapping) throws IOException {
        if (mapping == null) {
            throw CliException.wrongUsage(
                    file + " is CSV, and nothing says what its columns mean",
                    "Name a mapping with --mapping. config/mappings has examples, docs/commands.md explains them.");
        }
        try {
            return TransferFile.csv(file, CsvMapping.read(mapping));
        } catch (MappingException e) {
            throw new CliException(
                    e.getMessage(), "Correct " + mapping + " or the file; docs/commands.md explains mappings.", e);
        }
    }

    private static String name(Path file) {
        return file.toString().toLowerCase(Locale.ROOT);
    }

    private static CliException unreadable(Path file, IOException e) {
        return new CliException(
                file + " cannot be read (" + FileProblem.reason(e) + ")", "Name a file that this user may read.", e);
    }
}
