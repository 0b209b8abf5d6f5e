package io.tradewatch.codec.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is at a file's place before it is complete, and after whatever ends it. */
class WholeFileTest {
    private static final String BEFORE = "what was there before\n";

    @TempDir
    private Path folder;

    @Test
    void shouldTakeThePlaceOfAFileOnlyWhenItIsComplete() throws IOException {
        Path place = Files.writeString(folder.resolve("out.jsonl"), BEFORE);

        try (WholeFile file = WholeFile.at(place)) {
            file.writer().write("new ü\n");
            file.writer().flush();
            assertThat(place).hasContent(BEFORE);
            file.complete();
        }

        assertThat(Files.readString(place)).isEqualTo("new ü\n");
        assertThat(names()).containsExactly("out.jsonl");
    }

    @Test
    void shouldLeaveWhatWasThereWhenItIsGivenUp() throws IOException {
        Path place = Files.writeString(folder.resolve("out.jsonl"), BEFORE);

        try (WholeFile file = WholeFile.at(place)) {
            file.stream().write(new byte[1 << 20]);
        }

        assertThat(place).hasContent(BEFORE);
        assertThat(names()).containsExactly("out.jsonl");
    }

    @Test
    void shouldLeaveNoHalfAFileOnAFullDisk() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()) == 0,
                "a small file system can be mounted");
        try {
            Path place = Files.writeString(disk.resolve("out.jsonl"), BEFORE);

            assertThatIOException().isThrownBy(() -> {
                try (WholeFile file = WholeFile.at(place)) {
                    for (int line = 0; line < 10_000; line++) {
                        file.writer().write("a line of some length " + line + "\n");
                    }
                    file.complete();
                }
            });

            assertThat(place).hasContent(BEFORE);
            assertThat(names(disk)).containsExactly("out.jsonl");
        } finally {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    @Test
    void shouldLeaveNoHalfAFileWhenTheProcessIsKilled() throws Exception {
        Path place = Files.writeString(folder.resolve("out.jsonl"), BEFORE);

        assertThat(writing(place, "halt")).isEqualTo(9);

        assertThat(place).hasContent(BEFORE);
        assertThat(names()).hasSize(2).anyMatch(name -> name.startsWith(".out.jsonl.") && name.endsWith(".part"));
    }

    @Test
    void shouldLeaveNothingWhenTheProcessEndsBeforeTheFile() throws Exception {
        Path place = folder.resolve("out.jsonl");

        assertThat(writing(place, "exit")).isEqualTo(1);

        assertThat(names()).isEmpty();
    }

    @Test
    void shouldKeepThePermissionsOfTheFileBefore() throws IOException {
        Path place = Files.writeString(folder.resolve("out.jsonl"), BEFORE);
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-r-----"));

        write(place, "new\n");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void shouldGiveANewFileTheUsualPermissions() throws IOException {
        Path usual = Files.writeString(folder.resolve("usual"), "");

        write(folder.resolve("out.jsonl"), "new\n");

        assertThat(Files.getPosixFilePermissions(folder.resolve("out.jsonl")))
                .isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    void shouldReplaceTheFileThatALinkNames() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path named = Files.writeString(other.resolve("named.jsonl"), BEFORE);
        Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), Path.of("other", "named.jsonl"));

        write(link, "new\n");

        assertThat(link).isSymbolicLink();
        assertThat(named).hasContent("new\n");
        assertThat(names(other)).containsExactly("named.jsonl");
    }

    @Test
    void shouldMakeTheFileThatALinkNames() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), Path.of("named.jsonl"));

        write(link, "new\n");

        assertThat(folder.resolve("named.jsonl")).isRegularFile().hasContent("new\n");
    }

    @Test
    void shouldRefuseLinksThatLeadInACircle() throws IOException {
        Files.createSymbolicLink(folder.resolve("one"), Path.of("two"));
        Path two = Files.createSymbolicLink(folder.resolve("two"), Path.of("one"));

        assertThatIOException().isThrownBy(() -> WholeFile.at(two));
    }

    @Test
    void shouldWriteIntoAPipe() throws Exception {
        Path pipe = folder.resolve("pipe");
        Assumptions.assumeTrue(run("mkfifo", pipe.toString()) == 0, "pipes can be named");
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try (InputStream in = Files.newInputStream(pipe)) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });

        write(pipe, "through\n");

        assertThat(read.get(10, TimeUnit.SECONDS)).isEqualTo("through\n");
        assertThat(names()).containsExactly("pipe");
    }

    @Test
    void shouldWriteToDevicesAsTheyAre() throws IOException {
        write(Path.of("/dev/null"), "gone\n");

        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void shouldSayThatAPlaceIsAFolderOrInNone() {
        assertThatIOException().isThrownBy(() -> WholeFile.at(folder)).withMessageContaining("is a folder");
        assertThatIOException()
                .isThrownBy(() -> WholeFile.at(folder.resolve("none").resolve("out.jsonl")))
                .withMessageContaining("there is no such folder");
    }

    @Test
    void shouldWriteAFileWhoseNameIsAsLongAsNamesCanBe() throws IOException {
        Path place = folder.resolve("n".repeat(255));

        write(place, "new\n");

        assertThat(place).hasContent("new\n");
    }

    private static void write(Path place, String text) throws IOException {
        try (WholeFile file = WholeFile.at(place)) {
            file.writer().write(text);
            file.complete();
        }
    }

    private List<String> names() throws IOException {
        return names(folder);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    private static int writing(Path place, String end) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writing.class.getName(),
                        place.toString(),
                        end)
                .inheritIO()
                .start()
                .waitFor();
    }

    /** A process that ends while it writes. */
    static final class Writing {
        private Writing() {}

        public static void main(String[] args) throws IOException {
            WholeFile file = WholeFile.at(Path.of(args[0]));
            file.writer().write("half a line");
            file.writer().flush();
            if (args[1].equals("halt")) {
                Runtime.getRuntime().halt(9);
            }
            System.exit(1);
        }
    }
}
