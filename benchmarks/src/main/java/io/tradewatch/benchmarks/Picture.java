package io.tradewatch.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** Something to look at that belongs to the figures. */
interface Picture {
    /** The name of its file, with an ending; no other picture has the same. */
    String file();

    /** What it shows. */
    String title();

    /** Writes the file into a folder, in place of one that is there. */
    void write(Path folder) throws IOException;
}
