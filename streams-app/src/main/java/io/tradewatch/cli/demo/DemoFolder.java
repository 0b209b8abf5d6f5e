package io.tradewatch.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Marks a data folder in which the story was published, so that the next start does not publish it again. */
final class DemoFolder {
    private final Path mark;

    DemoFolder(Path folder) {
        this.mark = folder.resolve("story-published");
    }

    /** Whether the story was published completely. An interrupted story is published again, which changes nothing. */
    boolean isStoryPublished() {
        return Files.exists(mark);
    }

    void storyIsPublished() {
        try {
            Files.writeString(mark, "The demo's story was published at " + Instant.now() + ".\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
