package io.tradewatch.replay;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tradewatch.codec.text.BoundedJson;
import io.tradewatch.codec.text.FileProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folder that holds a run's plan and state until the run is done: {@code plan.json}, {@code law-N.jsonl},
 * {@code state/}. It is locked while it is open, so that no two processes work on the same run.
 */
public final class PlanFolder implements AutoCloseable {
    private static final JsonMapper JSON = BoundedJson.mapper()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();
    private static final String PLAN = "plan.json";
    private static final String LOCK = "lock";

    private final Path folder;
    private final FileChannel channel;

    private PlanFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Opens a folder, and creates it if it does not exist.
     *
     * @throws ReplayException when it is in use, cannot be written, or holds something other than a plan
     */
    public static PlanFolder open(Path folder) {
        try {
            requireOurs(folder);
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new ReplayException(
                        "the same replay is running already: its plan in " + folder + " is in use",
                        "Wait until it is done, or name another folder with --plan DIR.");
            }
            return new PlanFolder(folder, channel);
        } catch (IOException e) {
            throw new ReplayException(
                    "the folder of the plan, " + folder + ", cannot be written (" + FileProblem.reason(e) + ")",
                    "Name a folder that this user may write with --plan DIR.",
                    e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameProcess) {
            return false;
        }
    }

    private static void requireOurs(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            if (files.map(file -> String.valueOf(file.getFileName())).anyMatch(name -> !isOurs(name))) {
                throw new ReplayException(
                        folder + " holds other things than the plan of a replay",
                        "Name a folder that is empty or does not exist with --plan DIR.");
            }
        }
    }

    private static boolean isOurs(String name) {
        return name.equals(LOCK) || name.startsWith(PLAN) || name.matches("law-[0-9]+\\.jsonl") || name.equals("state");
    }

    /** The path of the folder. */
    public Path path() {
        return folder;
    }

    /** The path of the run's state. */
    Path state() {
        return folder.resolve("state");
    }

    /** Whether the folder has the plan of an unfinished run. */
    public boolean isPlanned() {
        return Files.exists(folder.resolve(PLAN));
    }

    /** The plan of an unfinished run, if there is one. */
    Optional<ReplayPlan> plan() {
        Path file = folder.resolve(PLAN);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), ReplayPlan.class));
        } catch (IOException e) {
            throw new ReplayException(
                    file + " cannot be read as a plan (" + e.getMessage() + ")",
                    "Delete the folder " + folder + " to begin anew.",
                    e);
        }
    }

    /** The rulesets of the plan. */
    List<PlannedRuleset> laws() {
        try {
            List<PlannedRuleset> laws = new ArrayList<>();
            for (int i = 0; Files.exists(law(i)); i++) {
                laws.add(PlannedRuleset.read(Files.readAllLines(law(i))));
            }
            return laws;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a plan atomically, and replaces any earlier one. */
    void write(ReplayPlan plan, List<PlannedRuleset> laws) {
        try {
            clear();
            for (int i = 0; i < laws.size(); i++) {
                Files.write(law(i), laws.get(i).lines());
            }
            Path written = folder.resolve(PLAN + ".part");
            JSON.writeValue(written.toFile(), plan);
            Files.move(written, folder.resolve(PLAN), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ReplayException(
                    "the plan cannot be written to " + folder + " (" + FileProblem.reason(e) + ")",
                    "Make room, or name another folder with --plan DIR.",
                    e);
        }
    }

    private Path law(int number) {
        return folder.resolve("law-" + number + ".jsonl");
    }

    /** Removes the plan and everything that belongs to it. */
    public void discard() {
        try {
            clear();
            Files.deleteIfExists(folder.resolve(LOCK));
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the plan in " + folder + " cannot be removed", e);
        }
    }

    private void clear() throws IOException {
        // The plan is deleted first: without it, the other files are ignored.
        Files.deleteIfExists(folder.resolve(PLAN));
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder) && !path.equals(folder.resolve(LOCK))) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
