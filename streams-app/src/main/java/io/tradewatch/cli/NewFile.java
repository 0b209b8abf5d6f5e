package io.tradewatch.cli;

import io.tradewatch.codec.text.FileProblem;
import io.tradewatch.codec.text.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command writes for a person to change, so that no command overwrites it. */
public final class NewFile {
    private NewFile() {}

    /**
     * Refuses a file that exists, before a command does its work.
     *
     * @throws CliException when the file exists
     */
    public static void requireAbsent(Path file) {
        if (Files.exists(file)) {
            throw new CliException(
                    file + " exists, and is never overwritten", "Name another file, or remove this one.");
        }
    }

    /**
     * Writes a file that does not exist yet, complete or not at all.
     *
     * @throws CliException when the file exists, or cannot be written
     */
    public static void write(Path file, String text) {
        requireAbsent(file);
        try (WholeFile whole = WholeFile.at(file)) {
            whole.writer().write(text);
            whole.complete();
        } catch (IOException e) {
            throw new CliException(
                    file + " cannot be written (" + FileProblem.reason(e) + ")",
                    "Name a file in a folder that exists and that this user may write to.",
                    e);
        }
    }
}
