package io.tradewatch.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which flags the launcher starts Java with, shown by a Java that prints them. */
class LauncherTest {
    private static final String ENDS_WITHOUT_MEMORY = "-XX:+ExitOnOutOfMemoryError";

    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    @TempDir
    private Path folder;

    @BeforeEach
    void install() throws IOException {
        Files.copy(Path.of("..", "tradewatch"), folder.resolve("tradewatch"));
        Files.writeString(folder.resolve("pom.xml"), "");
        // Newer than all sources, of which there are none: nothing is built.
        Files.createFile(
                Files.createDirectories(folder.resolve("streams-app/target")).resolve("built"));
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                printf '%s\\n' "$@"
                for flag; do
                    case $flag in
                        -XX:ArchiveClassesAtExit=*) echo made >>"${flag#*=}" ;;
                    esac
                done
                """);
        Files.createFile(folder.resolve("streams-app/target/streams-app-1.0.0-SNAPSHOT.jar"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.15\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "dev", "demo"})
    void shouldEndACommandThatServesWhenMemoryRunsOut(String command) throws Exception {
        assertThat(launched(command)).contains(ENDS_WITHOUT_MEMORY).containsSubsequence("-Xmx512m", command);
        assertThat(launched("--stacktrace", command, "--data", "x")).contains(ENDS_WITHOUT_MEMORY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"screen", "replay", "measures", "topics"})
    void shouldLeaveTheExitCodeThreeToCommandsThatCompare(String command) throws Exception {
        assertThat(launched(command, "run")).doesNotContain(ENDS_WITHOUT_MEMORY);
    }

    @Test
    void shouldStartWithoutAnyWords() throws Exception {
        assertThat(launched()).doesNotContain(ENDS_WITHOUT_MEMORY).endsWith("io.tradewatch.cli.Tradewatch");
    }

    @Test
    void shouldLetTheUsersFlagsComeLast() throws Exception {
        assertThat(launched("run")).containsSubsequence("-Xmx512m", "-Xmx1g");
    }

    @ParameterizedTest
    @ValueSource(strings = {"measures", "topics", "doctor", "--help"})
    void shouldCompileShortCommandsWithTheFirstCompilerOnly(String command) throws Exception {
        assertThat(launched(command)).contains(FIRST_COMPILER_ONLY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"screen", "replay", "transfers", "run", "dev", "demo"})
    void shouldCompileLongCommandsFully(String command) throws Exception {
        assertThat(launched(command)).doesNotContain(FIRST_COMPILER_ONLY);
    }

    @Test
    void shouldCompileTheScreeningOfALargeFileFully() throws Exception {
        Path file = Files.writeString(folder.resolve("transfers.jsonl"), "{}");
        assertThat(launched("screen", file.toString())).contains(FIRST_COMPILER_ONLY);

        Files.write(file, new byte[5 << 20]);
        assertThat(launched("screen", file.toString())).doesNotContain(FIRST_COMPILER_ONLY);
    }

    @Test
    void shouldMakeAnArchiveOfClassesOnceAndStartWithIt() throws Exception {
        Path archive = folder.resolve("streams-app/target/classes-17.jsa");
        String flag = "-XX:SharedArchiveFile=" + archive;

        assertThat(launched("measures", "list")).contains(flag);
        assertThat(launched("run")).contains(flag);
        assertThat(archive).hasContent("made");
    }

    @Test
    void shouldMakeTheArchiveAgainAfterABuild() throws Exception {
        launched("run");
        Path jar = folder.resolve("streams-app/target/streams-app-1.0.0-SNAPSHOT.jar");
        Path archive = folder.resolve("streams-app/target/classes-17.jsa");
        Files.setLastModifiedTime(
                archive,
                FileTime.from(Files.getLastModifiedTime(jar).toInstant().minusSeconds(1)));

        launched("run");

        assertThat(archive).hasContent("made\nmade");
    }

    private List<String> launched(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("bash", folder.resolve("tradewatch").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("TRADEWATCH_OPTS", "-Xmx1g");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.lines().toList();
    }
}
