package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.Capability;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The alert rules as Prometheus' own tool judges them. */
class PromtoolIT {
    private static final Path FOLDER = Path.of("..", "docker", "prometheus");

    @ParameterizedTest
    @CsvSource({"check,config,prometheus.yml", "check,rules,rules.yml", "test,rules,rules.test.yml"})
    void shouldPassPromtool(String verb, String what, String file) throws Exception {
        Process process = new ProcessBuilder(
                        Capability.command("promtool").toString(),
                        verb,
                        what,
                        FOLDER.resolve(file).toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).contains("SUCCESS");
    }
}
