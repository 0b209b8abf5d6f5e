package io.tradewatch.cli.transfers;

import io.tradewatch.cli.CliException;
import io.tradewatch.codec.text.FileProblem;
import io.tradewatch.mapping.MappingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
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

    /** Endings of tables; of a compressed file, below its own. */
    private static final Pattern TABLE = Pattern.compile(".*\\.(csv|tsv|tab|xlsx|xlsm)(\\.gz)?");

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description =
                    "Transfers: JSON (an object a line, or an array), CSV, or a workbook (.xlsx). It may be compressed (gzip).")
    private Path file = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "jsonl, or csv for any table. Default: by the name and the content.")
    private @Nullable Format format;

    @Option(
            names = "--mapping",
            paramLabel = "YAML",
            description = "With CSV or a workbook: which column goes into which field. docs/files.md explains it.")
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
        if (!Files.isRegularFile(file) && !Files.isReadable(file)) {
            throw new CliException(file + " does not exist or may not be read", "Name a file of transfers.");
        }
        try {
            return isTable(file, format) ? table(file, mapping) : TransferFile.json(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static boolean isTable(Path file, @Nullable Format format) throws IOException {
        if (format != null) {
            return format != Format.JSONL;
        }
        return TABLE.matcher(file.toString().toLowerCase(Locale.ROOT)).matches() || WorkbookTable.isWorkbook(file);
    }

    private static TransferFile table(Path file, @Nullable Path mapping) throws IOException {
        if (mapping == null) {
            throw CliException.wrongUsage(
                    file + " is a table, and nothing says what its columns mean",
                    "Name a mapping with --mapping: 'tradewatch transfers map " + file
                            + "' writes one, config/mappings has others.");
        }
        try {
            return TransferFile.table(file, TableMapping.read(mapping));
        } catch (MappingException e) {
            throw new CliException(
                    e.getMessage(), "Correct " + mapping + " or the file; docs/files.md explains mappings.", e);
        }
    }

    private static CliException unreadable(Path file, IOException e) {
        return new CliException(
                file + " cannot be read (" + FileProblem.reason(e) + ")", "Name a file that this user may read.", e);
    }
}
