package io.tradewatch.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What all benchmarks are given.
 *
 * @param referenceFolder the reference tables that come with the product
 * @param home the folder of the repository
 * @param scratch an empty folder, deleted in the end
 * @param isShort whether less will do: fewer transfers, fewer trials
 * @param declarations a file of import declarations from outside, where one was named
 */
record Workshop(Path referenceFolder, Path home, Path scratch, boolean isShort, Optional<Path> declarations)
        implements AutoCloseable {
    static Workshop open(Path home, boolean isShort, Optional<Path> declarations) {
        try {
            return new Workshop(
                    home.resolve("config").resolve("reference"),
                    home,
                    Files.createTempDirectory("tradewatch-benchmarks-"),
                    isShort,
                    declarations);
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the state of benchmarks", e);
        }
    }

    /** One number for the whole run, another for the short one. */
    int scaled(int whole, int little) {
        return isShort ? little : whole;
    }

    /** The folder of the Kafka client that Flink's connector is made for. */
    Path flinkClient() {
        return home.resolve("benchmarks").resolve("target").resolve("flink");
    }

    /** Says on the terminal what is going on. */
    void say(String line) {
        System.err.println(line);
    }

    /** Waits until a thread has ended; an interrupt ends the waiting, and is passed on. */
    static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes a folder with all that is in it; what others delete meanwhile is no matter. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(Workshop::deleteOne);
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("the folder " + folder + " cannot be deleted", e);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be deleted", e);
        }
    }

    @Override
    public void close() {
        delete(scratch);
    }
}
