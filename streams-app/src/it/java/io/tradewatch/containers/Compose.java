package io.tradewatch.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.Capability;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code docker/compose.yaml} as a project of its own, on ports of its own. */
final class Compose {
    private static final String PROJECT = "tradewatch-it";
    private static final Path FILE = Path.of("..", "docker", "compose.yaml");
    private static final int PATIENCE_SECONDS = 180;

    private final Path command = Capability.command("docker-compose");
    private final Map<String, String> ports = new HashMap<>();

    Compose() throws IOException {
        Capability.containerEngine();
        for (String port :
                List.of("KAFKA_PORT", "REGISTRY_PORT", "HTTP_PORT", "HTTP_PORT_2", "PROMETHEUS_PORT", "GRAFANA_PORT")) {
            ports.put(port, Integer.toString(freePort()));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A port of this machine, by its variable. */
    String port(String variable) {
        return ports.getOrDefault(variable, "");
    }

    /** Starts these services and what they depend on, and waits for what is to end. */
    void up(String... services) throws Exception {
        List<String> words = new ArrayList<>(List.of("up", "--detach"));
        words.addAll(List.of(services));
        run(words.toArray(String[]::new));
    }

    /** Does something; it must succeed. Returns what it writes to standard output. */
    String run(String... words) throws Exception {
        List<String> line = new ArrayList<>(
                List.of(command.toString(), "--file", FILE.toString(), "--project-name", PROJECT, "--no-ansi"));
        line.addAll(List.of(words));
        return output(line, ports);
    }

    /** The standard output of a command that must succeed. */
    static String output(List<String> line, Map<String, String> environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(line.toString())
                    .isTrue();
            assertThat(process.exitValue()).as(line + ": " + output).isZero();
            return output;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Takes away containers, networks and volumes. */
    void down() throws Exception {
        run("down", "--volumes", "--timeout", "5");
    }
}
