package io.tradewatch.replay;

import java.nio.file.Files;
import java.nio.file.Path;

/** A file, which the command writes in the form that its name stands for; an existing file is replaced. */
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
    public String toString() {
        return "file " + file;
    }
}
