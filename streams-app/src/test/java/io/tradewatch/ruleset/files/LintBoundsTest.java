package io.tradewatch.ruleset.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.generators.NumberTexts;
import io.tradewatch.engine.model.DecimalRange;
import io.tradewatch.engine.model.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is too large is said by name and place; nothing is parsed that takes a minute. */
final class LintBoundsTest {
    private static final int MOST_PROBLEM = 1_000;

    @Test
    void shouldRefuseAFileOfTwentyMegabytesBeforeItIsParsed(@TempDir Path folder) {
        assertThat(new LintFolder(folder)
                        .with("S/RES/2397 (2017)", "x".repeat(20 << 20))
                        .problems())
                .containsExactly("measures/measures.yaml: error: has more than 3 MB, the most that is read;"
                        + " split the file, or correct what made it so large");
    }

    @Test
    void shouldRefuseALineThatTheParserWouldBeLongWith(@TempDir Path folder) {
        assertThat(new LintFolder(folder)
                        .with("S/RES/2397 (2017)", "x".repeat(2 << 20))
                        .problems())
                .containsExactly("measures/measures.yaml:4:1: error: line 4 has 2097163 characters, expected at most"
                        + " 100000; break the line, or shorten the text in it");
    }

    @Test
    void shouldRefuseATextThatNobodyReads(@TempDir Path folder) {
        assertThat(new LintFolder(folder)
                        .with("Vehicles to the DPRK", "x".repeat(20_001))
                        .problems())
                .containsExactly("measures/measures.yaml:14:14: error: a text has 20001 characters, expected at most"
                        + " 20000; shorten it; a quote that does not close makes one text of many lines");
    }

    @Test
    void shouldRefuseANumberWithoutAnEnd(@TempDir Path folder) {
        assertThat(new LintFolder(folder)
                        .with("revision: 1", "revision: " + "9".repeat(201))
                        .problems())
                .anyMatch(problem -> problem.equals("measures/measures.yaml:10:15: error: a number has 201 digits,"
                        + " expected at most 200; shorten it, or put it in quotes if it is a text"));
    }

    @Test
    void shouldRefuseAFieldOfATableThatIsTooLong(@TempDir Path folder) {
        assertThat(new LintFolder(folder)
                        .write(
                                "reference/exchange-rates.csv",
                                "date,from,to,rate\n2017-12-22,EUR,USD," + "1".repeat(10_001) + "\n")
                        .problems())
                .containsExactly("reference/exchange-rates.csv:2:1: error: the row has a field of more than 10000"
                        + " characters; shorten the field; a quote that does not close makes one of many rows");
    }

    @Test
    void shouldRefuseARateThatNothingCanBeMultipliedWith(@TempDir Path folder) {
        assertThat(new LintFolder(folder)
                        .write("reference/exchange-rates.csv", "date,from,to,rate\n2017-12-22,EUR,USD,1e100000000\n")
                        .problems())
                .containsExactly("reference/exchange-rates.csv:2:20: error: rate is '1e100000000', which has too many"
                        + " digits, expected at most 26 before and 38 after the point; write how many USD one EUR"
                        + " buys, such as 1.0875");
    }

    @Test
    void shouldRefuseAliasesThatMultiplyAndListsWithinListsWithoutAnEnd(@TempDir Path folder) {
        LintFolder files = new LintFolder(folder);
        StringBuilder laughs = new StringBuilder("a: &a [x, x]\n");
        for (char name = 'b'; name < 'z'; name++) {
            char before = (char) (name - 1);
            laughs.append(name)
                    .append(": &")
                    .append(name)
                    .append(" [*")
                    .append(before)
                    .append(", *")
                    .append(before)
                    .append("]\n");
        }

        assertThat(files.write("measures/measures.yaml", laughs.toString()).problems())
                .singleElement()
                .asString()
                .contains("instead of repeating them by an alias");
        assertThat(files.write("measures/measures.yaml", "a: " + "[".repeat(10_000))
                        .problems())
                .singleElement()
                .asString()
                .contains("error:");
    }

    @Property(tries = 60)
    void shouldReadThresholdsInBoundsOrSayWhatIsWrong(@ForAll("numbers") String text) throws IOException {
        String quoted = text.replaceAll("[\"\\\\\\p{Cc}]", "");
        Path folder = Files.createTempDirectory("lint-bounds");
        for (String written : List.of("\"" + quoted + "\"", text)) {
            LintFolder files = new LintFolder(folder)
                    .with(
                            "    effectiveFrom: 2017-12-22\n",
                            "    effectiveFrom: 2017-12-22\n    unitValueOver: { amount: " + written
                                    + ", currency: USD }\n");

            MeasureCatalogue read = files.check();

            assertThat(files.problems()).allMatch(problem -> problem.length() < MOST_PROBLEM);
            read.measures().forEach(measure -> {
                Money threshold = measure.measure().unitValueOver();
                assertThat(threshold == null || DecimalRange.AMOUNT.holds(threshold.amount()))
                        .isTrue();
            });
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Provide
    static Arbitrary<String> numbers() {
        return NumberTexts.any();
    }
}
