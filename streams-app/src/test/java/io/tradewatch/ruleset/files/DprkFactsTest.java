package io.tradewatch.ruleset.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.ruleset.review.Coverage;
import io.tradewatch.ruleset.review.ListCoverage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The shipped measures on the DPRK against the goods and first days of each provision as they were read apart from these
 * measures, one code a row of {@code dprk-facts.csv}. Rows are {@code verified} if the codes were read in an official text or a
 * faithful copy, and {@code derived} if the text has words only.
 */
final class DprkFactsTest {
    private static final Path FACTS = Path.of("src/test/resources/io/tradewatch/ruleset/files/dprk-facts.csv");

    /**
     * Codes of measures that were not among the facts, by instrument and provision. The resolutions name goods in words, and the
     * EU's lists of their goods leave out some that the words hold; the measures' {@code citationNote} says which.
     */
    private static final Map<String, List<String>> BEYOND = Map.of(
            "Regulation (EU) 2017/1509 Art. 10(1)(a), Annex VIII point (4)", List.of("ex 220422"),
            "Regulation (EU) 2017/1509 Art. 10(1)(b), Annex VIII point (4)", List.of("ex 220422"),
            "S/RES/1718 (2006) para. 8(a)(i)", List.of("ex 9306"),
            "S/RES/1718 (2006) para. 8(b)", List.of("ex 8802", "ex 9306"),
            "S/RES/2270 (2016) para. 30", List.of("ex 7108", "ex 7109", "ex 711291"),
            "S/RES/2321 (2016) para. 26", List.of("2601", "72"),
            "S/RES/2321 (2016) para. 28", List.of("ex 7106", "ex 7107"),
            "S/RES/2371 (2017) para. 8",
                    List.of(
                            "ex 720421",
                            "ex 720429",
                            "ex 720521",
                            "ex 7213",
                            "ex 7218",
                            "ex 7219",
                            "ex 7220",
                            "ex 7221",
                            "ex 7222",
                            "ex 7223",
                            "ex 7224",
                            "ex 7225",
                            "ex 7226",
                            "ex 7227",
                            "ex 7228",
                            "ex 7229"));

    static Stream<ExpectedList> lists() throws IOException {
        try (CSVParser parser = CSVParser.parse(
                Files.readString(FACTS),
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return parser.stream()
                    .collect(Collectors.groupingBy(
                            row -> List.of(row.get("instrument"), row.get("provision"), row.get("flow")),
                            LinkedHashMap::new,
                            Collectors.toList()))
                    .values()
                    .stream()
                    .map(DprkFactsTest::list);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static ExpectedList list(List<CSVRecord> rows) {
        CSVRecord first = rows.get(0);
        return new ExpectedList(
                Place.whole(FACTS),
                first.get("instrument"),
                first.get("provision"),
                List.of(),
                Flow.valueOf(first.get("flow")),
                HsEdition.HS2017,
                rows.stream().map(row -> CommodityPrefix.parse(row.get("code"))).toList(),
                LocalDate.parse(first.get("from")),
                "the facts",
                List.of(),
                List.of(),
                null);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void shouldForbidTheGoodsThatWereReadFromTheirFirstDayOn(ExpectedList list) {
        ListCoverage onFirstDay = coverage(list, list.day());
        String provision = list.instrument() + " " + list.provision();

        assertThat(onFirstDay.inPart()).as("in part, %s", provision).isEmpty();
        assertThat(onFirstDay.absent()).as("absent, %s", provision).isEmpty();
        assertThat(onFirstDay.beyond())
                .as("beyond the facts, %s", provision)
                .extracting(CommodityPrefix::written)
                .containsExactlyInAnyOrderElementsOf(BEYOND.getOrDefault(provision, List.of()));
        assertThat(coverage(list, list.day().minusDays(1)).shipped().measures())
                .as("measures in force the day before, %s", provision)
                .isZero();
    }

    private static ListCoverage coverage(ExpectedList list, LocalDate day) {
        return Coverage.of(ShippedLaw.catalogue(), new ExpectedCoverage(List.of(list), List.of()), day)
                .lists()
                .get(0);
    }
}
