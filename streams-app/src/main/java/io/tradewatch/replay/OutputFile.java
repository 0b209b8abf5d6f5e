package io.tradewatch.replay;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.ViolationFile;
import io.tradewatch.codec.text.FileProblem;
import io.tradewatch.codec.text.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Consumer;

/** A file of JSON lines; an existing file is replaced. */
public final class OutputFile implements Output {
    private final Path file;

    public OutputFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public void requireFree(ReplayCluster cluster, int partitions) {
        Path folder = file.getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isWritable(folder)) {
            throw new ReplayException(
                    file + " cannot be written: "
                            + (Files.isDirectory(file)
                                    ? "it is a folder"
                                    : "there is no folder " + folder + " that this user may write"),
                    "Name another file with --output.");
        }
    }

    @Override
    public void write(
            ReplayCluster cluster, ReplayPlan plan, Iterator<Violation> violations, Consumer<Violation> seen) {
        try (WholeFile whole = WholeFile.at(file)) {
            while (violations.hasNext()) {
                Violation violation = violations.next();
                ViolationFile.writeLine(violation, whole.writer());
                seen.accept(violation);
            }
            whole.complete();
        } catch (IOException e) {
            throw new ReplayException(
                    file + " cannot be written (" + FileProblem.reason(e) + ")",
                    "Make room or name another file with --output, and run it again: it goes on where it was.",
                    e);
        }
    }

    @Override
    public String toString() {
        return "file " + file;
    }
}
