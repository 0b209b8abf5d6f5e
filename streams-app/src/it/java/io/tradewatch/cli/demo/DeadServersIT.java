package io.tradewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.CommandProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers of {@code dev} and {@code demo} die or hang: the command says so, and ends in bounded time. */
class DeadServersIT {
    private static final String BROKER = "BrokerMain";
    private static final String REGISTRY = "RegistryMain";

    /** What Ctrl-C is promised to take at most. */
    private static final Duration CTRL_C = Duration.ofSeconds(10);

    /** To notice a death, to close within the grace of {@code Termination}, and to end a JVM. */
    private static final Duration DEATH = Duration.ofSeconds(12);

    @TempDir
    private Path folder;

    @Test
    void shouldSayThatTheBrokerOfDevWasKilledAndEnd() throws Exception {
        try (CommandProcess dev = start("dev")) {
            dev.awaitWords("Ctrl-C ends it.");
            ProcessHandle broker = dev.child(BROKER);

            long begun = System.nanoTime();
            CommandProcess.signal(broker, "KILL");

            assertThat(dev.awaitExit()).as(dev.said()).isEqualTo(1);
            assertThat(since(begun)).isLessThan(DEATH);
            assertThat(words(dev))
                    .contains("broker-1 (process " + broker.pid() + ") has ended with exit code 137, by signal 9")
                    .contains("broker-1.log");
        }
    }

    @Test
    void shouldSayThatTheRegistryOfTheDemoWasKilledAndEnd() throws Exception {
        Path transfers = Files.writeString(folder.resolve("nothing.jsonl"), "\n");
        try (CommandProcess demo = start("demo", "--transfers", transfers.toString())) {
            demo.awaitWords("Ctrl-C ends the demo.");
            ProcessHandle broker = demo.child(BROKER);
            ProcessHandle registry = demo.child(REGISTRY);

            long begun = System.nanoTime();
            CommandProcess.signal(registry, "KILL");

            assertThat(demo.awaitExit()).as(demo.said()).isEqualTo(1);
            assertThat(since(begun)).isLessThan(DEATH);
            assertThat(words(demo))
                    .contains("registry (process " + registry.pid() + ") has ended with exit code 137, by signal 9")
                    .contains("registry.log");
            assertThat(broker.isAlive()).isFalse();
        }
    }

    @Test
    void shouldEndWithinTenSecondsOfCtrlCWhileTheRegistryHangs() throws Exception {
        try (CommandProcess dev = start("dev")) {
            dev.awaitWords("Ctrl-C ends it.");
            ProcessHandle registry = dev.child(REGISTRY);
            CommandProcess.signal(registry, "STOP");

            long begun = System.nanoTime();
            dev.interrupt();

            assertThat(dev.awaitExit()).as(dev.said()).isZero();
            assertThat(since(begun)).isLessThan(CTRL_C);
            registry.onExit().join();
        }
    }

    @Test
    void shouldEndWithinTenSecondsOfCtrlCWhileTheBrokerHangsAndLeaveNoServerBehind() throws Exception {
        try (CommandProcess dev = start("dev")) {
            dev.awaitWords("Ctrl-C ends it.");
            ProcessHandle broker = dev.child(BROKER);
            ProcessHandle registry = dev.child(REGISTRY);
            CommandProcess.signal(broker, "STOP");

            long begun = System.nanoTime();
            dev.interrupt();

            assertThat(dev.awaitExit()).as(dev.said()).isEqualTo(1);
            assertThat(since(begun)).isLessThan(CTRL_C);
            broker.onExit().join();
            registry.onExit().join();
        }
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** What it said, with its line breaks taken out. */
    private static String words(CommandProcess command) throws IOException {
        return command.said().replaceAll("\\s+", " ");
    }

    private CommandProcess start(String command, String... further) throws IOException {
        return OnAnyPorts.start(folder, command, further);
    }
}
