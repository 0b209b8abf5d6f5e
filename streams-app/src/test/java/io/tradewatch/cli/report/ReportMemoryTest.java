package io.tradewatch.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A report of many violations needs no more memory than one of few. */
@Tag("slow")
class ReportMemoryTest {
    private static final int VIOLATIONS = 100_000;
    private static final String HEAP = "-Xmx48m";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"many.csv", "many.xlsx", "many.html", "many.jsonl"})
    void shouldWriteManyViolationsWithinASmallHeap(String name) throws Exception {
        Path file = folder.resolve(name);
        Path said = folder.resolve("said.txt");
        Process writer = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.tradewatch.avro",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        ReportMemoryTest.class.getName(),
                        file.toString()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();

        assertThat(writer.waitFor(3, TimeUnit.MINUTES)).isTrue();

        assertThat(writer.exitValue()).as(Files.readString(said)).isZero();
        assertThat(file).isNotEmptyFile();
    }

    /** Writes the file; each violation is made when it is read, and has texts of its own. */
    public static void main(String[] args) throws IOException {
        ReportFile.at(Path.of(args[0]))
                .write(ReportSubject.OPEN_VIOLATIONS, ReportMemoryTest::many, () -> ReportSamples.run("a fact"));
    }

    private static Iterator<ReportedViolation> many() {
        Violation sample = ReportSamples.violation();
        return IntStream.range(0, VIOLATIONS)
                .mapToObj(number -> {
                    Violation violation = Violation.newBuilder(sample).build();
                    violation.setTransferId(String.format("T-%07d", number));
                    violation.setExplanation("Sentence " + number + " " + "of many words ".repeat(40));
                    violation.setCountryOfDispatch("C" + number);
                    return ReportedViolation.open(violation);
                })
                .iterator();
    }
}
