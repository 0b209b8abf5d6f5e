package io.tradewatch.cli.demo;

import static io.tradewatch.cli.demo.RandomTransferLines.MEASURES;
import static io.tradewatch.cli.demo.RandomTransferLines.REFERENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.cli.Run;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.ruleset.files.Lint;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.streams.promises.Content;
import io.tradewatch.streams.promises.ReferenceViolations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo that ends by itself: transfers go in, what stands comes out, the same as without Kafka. */
class DemoOnceIT {
    private static final int BROKEN_EACH_WAY = 5;

    /** {@code -Dtradewatch.demo.transfers=20000} draws more. */
    private static final int TRANSFERS = Integer.getInteger("tradewatch.demo.transfers", 2_000);

    private final RandomTransferLines random = new RandomTransferLines(2397);

    @TempDir
    private Path folder;

    @Test
    void shouldFindWhatScreenFindsToTheByteAndWhatTheReferenceFinds() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < TRANSFERS; number++) {
            lines.add(random.draw(number));
            if (number % 5 == 4) {
                lines.add(correction(number % 100, 1 + number / 100));
            }
        }

        Run demo = demo(lines);

        assertThat(demo.exitCode()).as(demo.err()).isZero();
        assertThat(demo.out()).contains("dead letters: 0");
        assertThat(screen().exitCode()).isZero();
        assertThat(demoOutput()).hasSizeGreaterThan(1_000).isEqualTo(screenOutput());
        assertThat(demoOutput().stream().map(DemoOnceIT::content))
                .containsExactlyInAnyOrderElementsOf(reference(lines));
        assertThat(standing("\"OPEN\",\"statusReason\":\"DETECTED\"")).isPositive();
        assertThat(standing("\"OPEN\",\"statusReason\":\"TRANSFER_CORRECTED\"")).isPositive();
        assertThat(standing("\"UPDATED\",\"statusReason\":\"TRANSFER_CORRECTED\""))
                .isPositive();
    }

    private static Violation content(String line) {
        return Content.of(AvroJson.read(line, Violation.class).orElseThrow());
    }

    /** What the plain implementation of the rules finds in the newest revision of each transfer. */
    private static List<Violation> reference(List<String> lines) {
        Map<String, Transfer> newest = new TreeMap<>();
        for (String line : lines) {
            Transfer transfer = AvroJson.read(line, Transfer.class).orElseThrow();
            newest.merge(
                    transfer.getTransferId(),
                    transfer,
                    (one, other) -> one.getRevision() > other.getRevision() ? one : other);
        }
        MeasureCatalogue catalogue = Lint.check(Path.of(MEASURES), Path.of(REFERENCE));
        ReferenceViolations reference =
                new ReferenceViolations(catalogue.revisions(), catalogue.tables(), Screening.DEFAULT_MAX_VIOLATIONS);
        return newest.values().stream()
                .flatMap(transfer -> reference.in(transfer).values().stream())
                .toList();
    }

    /** Every other revision says something else; for odd numbers it is the last but one, for even ones the last. */
    private String correction(int number, int revision) {
        return random.draw(number, revision, (revision + number % 2) / 2);
    }

    private long standing(String state) throws IOException {
        return demoOutput().stream().filter(line -> line.contains(state)).count();
    }

    @Test
    void shouldPutWhatIsBrokenIntoTheDeadLettersAndScreenTheRest() throws IOException {
        List<String> lines = new ArrayList<>();
        for (int number = 0; number < 950; number++) {
            lines.add(random.draw(number));
        }
        Map<Reason, String> broken = new LinkedHashMap<>(BrokenLines.carried());
        broken.putAll(BrokenLines.notCarried());
        broken.values().forEach(line -> lines.addAll(Collections.nCopies(BROKEN_EACH_WAY, line)));
        Collections.shuffle(lines, new Random(50));

        Run demo = demo(lines);

        assertThat(demo.exitCode()).as(demo.err()).isZero();
        assertThat(demo.out()).contains("dead letters: 45 (");
        String said = demo.out().replaceAll("\\s+", " ");
        assertThat(broken.keySet())
                .hasSize(9)
                .allSatisfy(reason -> assertThat(said).contains(reason + " " + BROKEN_EACH_WAY));
        int firstMalformed = 1 + lines.indexOf(broken.get(Reason.MALFORMED_JSON));
        assertThat(demo.err()).contains("transfers.jsonl:" + firstMalformed + ": MALFORMED_JSON");
        screen();
        assertThat(demoOutput()).hasSizeGreaterThan(400).isEqualTo(screenOutput());
    }

    private Run demo(List<String> lines) throws IOException {
        Files.write(folder.resolve("transfers.jsonl"), lines);
        return Run.of(
                "demo",
                "--once",
                "--transfers",
                path("transfers.jsonl"),
                "--measures",
                MEASURES,
                "--reference",
                REFERENCE,
                "--output",
                path("demo.jsonl"));
    }

    private Run screen() {
        return Run.of(
                "screen",
                path("transfers.jsonl"),
                "--measures",
                MEASURES,
                "--reference",
                REFERENCE,
                "--output",
                path("screen.jsonl"));
    }

    private List<String> demoOutput() throws IOException {
        return Files.readAllLines(folder.resolve("demo.jsonl"));
    }

    private List<String> screenOutput() throws IOException {
        return Files.readAllLines(folder.resolve("screen.jsonl"));
    }

    private String path(String file) {
        return folder.resolve(file).toString();
    }
}
