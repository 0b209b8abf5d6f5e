package io.tradewatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A command in a process of its own, as a launcher would start it, which can be told to stop by a signal, or killed. */
public final class CommandProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int SIGINT = 2;

    private final Process process;
    private final Path said;

    private CommandProcess(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /** Starts a command; what it says goes to a file in the folder. */
    public static CommandProcess start(Path folder, String... words) throws IOException {
        return start(folder, Map.of(), words);
    }

    /** Starts a command with further environment variables. */
    public static CommandProcess start(Path folder, Map<String, String> environment, String... words)
            throws IOException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        List<String> command = new ArrayList<>(heedingInterrupts());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        if (Runtime.version().feature() < 22) {
            command.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:GCLockerRetryAllocationCount=100"));
        }
        command.addAll(List.of(
                "-Xmx512m",
                "-Djdk.nio.maxCachedBufferSize=262144",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.tradewatch.avro",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "io.tradewatch.cli.Tradewatch"));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment()
                .put("TRADEWATCH_SCREENING_STATE_DIR", folder.resolve("state").toString());
        builder.environment().put("TRADEWATCH_HTTP_PORT", "0");
        builder.environment()
                .putAll(Map.of(
                        "MALLOC_ARENA_MAX",
                        "2",
                        "MALLOC_MMAP_THRESHOLD_",
                        "131072",
                        "MALLOC_TRIM_THRESHOLD_",
                        "131072"));
        builder.environment().putAll(environment);
        return new CommandProcess(builder.start(), said);
    }

    /**
     * What lets a process hear SIGINT where this one ignores it: a shell starts what runs in the background so, each child
     * inherits it, and a JVM leaves an ignored signal ignored.
     */
    private static List<String> heedingInterrupts() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(status)) {
            boolean ignored = lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(line -> (Long.parseUnsignedLong(
                                                    line.substring("SigIgn:".length())
                                                            .strip(),
                                                    16)
                                            >> (SIGINT - 1)
                                    & 1)
                            == 1);
            return ignored ? List.of("env", "--default-signal=INT") : List.of();
        }
    }

    /** Everything that it has said. */
    public String said() throws IOException {
        return Files.readString(said);
    }

    /** Waits until it has said something. */
    public void awaitWords(String words) {
        Awaitility.await()
                .atMost(PATIENCE)
                .failFast(() -> {
                    if (!process.isAlive() && !said().contains(words)) {
                        throw new AssertionError("it ended without saying '" + words + "': " + said());
                    }
                })
                .until(() -> said().contains(words));
    }

    /** Sends SIGINT, as Ctrl-C does. */
    public void interrupt() throws IOException, InterruptedException {
        signal("INT");
    }

    /** Sends SIGTERM, as an orchestrator does. */
    public void terminate() throws IOException, InterruptedException {
        signal("TERM");
    }

    /**
     * A server that it has started.
     *
     * @param words what stands in the server's command line
     */
    public ProcessHandle child(String words) {
        return process.descendants()
                .filter(child -> child.info().commandLine().orElse("").contains(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError("it has no child with " + words));
    }

    /** Ends it at once, by SIGKILL, and returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The id of the process. */
    public long pid() {
        return process.pid();
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    private void signal(String name) throws IOException, InterruptedException {
        signal(process.toHandle(), name);
    }

    /** Sends a signal to any process, such as STOP, after which it hangs. */
    public static void signal(ProcessHandle process, String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Waits for the end and returns the exit code. */
    public int awaitExit() throws InterruptedException, IOException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end; it said: " + said());
        }
        return process.exitValue();
    }

    /** In good order, so that the servers which it started, and what they write to, are gone when this returns. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
