package io.tradewatch.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tradewatch.kafka.TopicNames;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A JVM that {@link FlinkJob} runs in, warm from the second job on. */
final class FlinkProcess implements AutoCloseable {
    /** What lines that are meant for us begin with; others are logs. */
    static final String MARK = "flink-job: ";

    private static final String CLIENT = "kafka-clients-";

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream wishes;

    private FlinkProcess(Process process) {
        this.process = process;
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        this.wishes = new PrintStream(process.getOutputStream(), true, UTF_8);
    }

    /**
     * Starts the JVM, with as much memory as this one.
     *
     * @param client the folder of the Kafka client that Flink's connector is made for
     * @param from where it reads
     * @param violations the topic that it writes
     * @param lawRecords how many records the law has
     */
    static FlinkProcess start(Path client, BenchCluster cluster, TopicNames from, String violations, int lawRecords)
            throws IOException {
        List<String> command = Jvm.command(
                List.of(
                        "-Xmx1g",
                        "--add-opens=java.base/java.util=ALL-UNNAMED",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED"),
                classPath(client),
                FlinkJob.class.getName(),
                List.of(
                        cluster.kafka().get("bootstrap.servers").toString(),
                        cluster.registry().get("schema.registry.url").toString(),
                        from.measures(),
                        from.transfers(),
                        violations,
                        Integer.toString(lawRecords)));
        return new FlinkProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private static String classPath(Path client) throws IOException {
        List<String> entries = new ArrayList<>();
        try (Stream<Path> jars = Files.list(client)) {
            jars.forEach(jar -> entries.add(jar.toString()));
        }
        for (String entry : Jvm.classPath().split(File.pathSeparator, -1)) {
            if (!Path.of(entry).getFileName().toString().startsWith(CLIENT)) {
                entries.add(entry);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    /** Starts a job from the beginning of the topics; whoever closes it waits until it has ended. */
    Closeable startJob(FlinkJob.Way way, String id) {
        wishes.println(way + " " + id);
        return () -> {
            wishes.println("stop");
            awaitAnswer();
        };
    }

    private void awaitAnswer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith(MARK)) {
                return;
            }
        }
        throw new IllegalStateException("Flink's JVM ended");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
