package io.tradewatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The description of the topics, held to the specification by its own parser. */
class AsyncApiIT {
    private static final Path CHECK = Path.of("..", "docs", "asyncapi");

    @Test
    void shouldBeAValidDescriptionOfAllMessagesWithTheirAvroSchemas() throws Exception {
        Path node = Capability.nodeFor(CHECK);
        Process check = new ProcessBuilder(
                        List.of(node.toString(), CHECK.resolve("check.js").toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(check.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(check.exitValue()).as(said).isZero();
        assertThat(said).contains("5 messages").doesNotContain("error:", "warning:");
    }
}
