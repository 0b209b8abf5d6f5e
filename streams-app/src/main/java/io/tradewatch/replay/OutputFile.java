package io.tradewatch.replay;

import io.tradewatch.avro.Violation;
import io.tradewatch.records.ViolationFile;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.function.Consumer;

/** Writes violations to a file that is there whole or not at all. */
public final class OutputFile {
    private final Path file;

    /**
     * A file to be written; one that exists is replaced.
     *
     * @throws ReplayException when it cannot be written where it is named
     */
    public OutputFile(Path file) {
        this.file = file.toAbsolutePath();
        Path folder = this.file.getParent();
        if (Files.isDirectory(this.file) || folder == null || !Files.isWritable(folder)) {
            throw new ReplayException(
                    file + " cannot be written: "
                            + (Files.isDirectory(this.file)
                                    ? "it is a folder"
                                    : "there is no folder " + folder + " that this user may write"),
                    "Name another file with --output.");
        }
    }

    /**
     * Writes violations in the order given, each on a line.
     *
     * @param runId names the file while it is not whole
     * @param violations what is written
     * @param seen told of each
     */
    public void write(String runId, Iterator<Violation> violations, Consumer<Violation> seen) {
        Path part = file.resolveSibling("." + file.getFileName() + "." + runId + ".part");
        try {
            try (Writer out = Files.newBufferedWriter(part)) {
                while (violations.hasNext()) {
                    Violation violation = violations.next();
                    ViolationFile.writeLine(violation, out);
                    seen.accept(violation);
                }
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(part);
                throw e;
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ReplayException(
                    file + " cannot be written (" + e + ")",
                    "Make room or name another file with --output, and run it again: it goes on where it was.",
                    e);
        }
    }
}
