package io.tradewatch.cli.transfers;

import io.tradewatch.cli.CliException;
import io.tradewatch.codec.text.FileProblem;
import io.tradewatch.codec.text.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file of {@code --rejects}: the rejected rows, byte for byte and in the format of their file, so that they can be
 * corrected and loaded again. Without the option, no rows are kept.
 */
public final class RejectedRows implements AutoCloseable {
    private final @Nullable Path file;
    private final @Nullable WholeFile rows;

    private RejectedRows(@Nullable Path file, @Nullable WholeFile rows) {
        this.file = file;
        this.rows = rows;
    }

    /** Keeps no rows. */
    public static RejectedRows none() {
        return new RejectedRows(null, null);
    }

    /**
     * Begins the file; an existing file stays until {@link #complete}.
     *
     * @param file where rows go; null: nowhere
     * @param rows the file that they come from
     * @param source the path of that file
     * @throws CliException when the file cannot be written, or is the source itself
     */
    static RejectedRows of(@Nullable Path file, TransferFile rows, Path source) {
        if (file == null) {
            return none();
        }
        try {
            if (Files.exists(file) && Files.isSameFile(file, source)) {
                throw CliException.wrongUsage(
                        "--rejects names " + file + ", the file that is read",
                        "Name another file for the rejected rows.");
            }
            WholeFile kept = WholeFile.at(file);
            kept.stream().write(rows.preamble());
            return new RejectedRows(file, kept);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Keeps a row. */
    void add(byte[] row) {
        if (rows == null) {
            return;
        }
        try {
            rows.stream().write(row);
            rows.stream().write('\n');
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** Moves the complete file to its path. */
    public void complete() {
        if (rows == null) {
            return;
        }
        try {
            rows.complete();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    /** The path of the file; empty when rows are not kept. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    @Override
    public void close() {
        if (rows == null) {
            return;
        }
        try {
            rows.close();
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static CliException unwritable(@Nullable Path file, IOException e) {
        return new CliException(
                file + " cannot be written (" + FileProblem.reason(e) + ")", "Name another file with --rejects.", e);
    }
}
