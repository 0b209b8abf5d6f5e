package io.tradewatch.ruleset.imports;

import static io.tradewatch.ruleset.imports.ImportWorkshop.DAY_1;
import static io.tradewatch.ruleset.imports.ImportWorkshop.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tradewatch.engine.model.Action;
import io.tradewatch.engine.model.CitationStatus;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.ruleset.files.Lint;
import io.tradewatch.ruleset.imports.ImportWorkshop.Row;
import io.tradewatch.ruleset.imports.RowProblem.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a row of the data becomes. */
final class MeasureImportTest {
    @TempDir
    private Path folder;

    private ImportWorkshop workshop;

    @BeforeEach
    void open() {
        workshop = new ImportWorkshop(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "UK_TARIFF, 2701000000, 2701",
        "UK_TARIFF, 8700000000, 87",
        "UK_TARIFF, 1000000000, 10",
        "UK_TARIFF, 8703230000, 870323",
        "UK_TARIFF, 8703231900, 87032319",
        "UK_TARIFF, 8703231910, 8703231910",
        "UK_TARIFF, 302110000, 030211",
        "TARIC, 8703231910, ex 87032319",
        "TARIC, 8703231900, 87032319",
        "TARIC, 8703230000 80, 870323",
        "TARIC, 8703230000 10, ex 870323",
    })
    void shouldReadCodesAsPrefixes(TariffFormat format, String written, String prefix) throws IOException {
        workshop.write(DAY_1, format, ImportWorkshop.csv(format, List.of(row(written))));

        assertThat(workshop.measures())
                .singleElement()
                .extracting(measure -> measure.commodities().get(0).written())
                .isEqualTo(prefix);
    }

    @ParameterizedTest
    @CsvSource({"ADDITIONAL_CODE", "QUOTA"})
    void shouldTakeAPartOfACodeForEx(TariffField field) throws IOException {
        workshop.write(DAY_1, row("2701000000").with(field, "4115"), row("2702000000"));

        assertThat(workshop.measures().get(0).commodities())
                .extracting(CommodityPrefix::written)
                .containsExactly("ex 2701", "2702");
    }

    @Test
    void shouldTakeTheWholeCodeWhereAPartAndTheWholeAreListed() throws IOException {
        workshop.write(DAY_1, row("2701000000").with(TariffField.ADDITIONAL_CODE, "4115"), row("2701000000"));

        assertThat(workshop.measures().get(0).commodities())
                .extracting(CommodityPrefix::written)
                .containsExactly("2701");
    }

    @ParameterizedTest
    @CsvSource({
        "277, PROHIBIT, IMPORT",
        "278, PROHIBIT, EXPORT",
        "476, REQUIRE_LICENCE, EXPORT",
        "705, PROHIBIT, IMPORT",
        "760, REQUIRE_LICENCE, IMPORT",
        "766, REQUIRE_LICENCE, EXPORT",
    })
    void shouldTakeActionAndFlowFromTheType(String type, Action action, Flow flow) throws IOException {
        workshop.write(DAY_1, row("2701000000").with(TariffField.TYPE, type));

        assertThat(workshop.measures())
                .extracting(Measure::action, Measure::flow)
                .containsExactly(tuple(action, flow));
    }

    @Test
    void shouldSayWhatWasReadAndWhatWasNot() throws IOException {
        workshop.write(DAY_1, row("2701000000", "2030-12-31").with(TariffField.FOOTNOTES, "TM2|CD1"));

        Measure measure = workshop.measures().get(0);
        assertThat(measure.measureId()).isEqualTo(ImportWorkshop.ID + "-UNTIL-20310101");
        assertThat(measure.revision()).isOne();
        assertThat(measure.recordedAt()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(measure.contentRead()).isTrue();
        assertThat(measure.provisionRead()).isFalse();
        assertThat(measure.textAsOf()).isEqualTo(DAY_1);
        assertThat(measure.citationStatus()).isEqualTo(CitationStatus.UNVERIFIED);
        assertThat(measure.targets()).containsExactly("RU");
        assertThat(measure.boundBy()).containsExactly("GB");
        assertThat(measure.effectiveFrom()).isEqualTo("2022-04-21");
        assertThat(measure.effectiveTo()).isEqualTo("2031-01-01");
        assertThat(measure.exceptions()).containsExactly("The tariff's footnotes, which were not read here: CD1, TM2");
    }

    @Test
    void shouldMakeOneMeasureOfRowsThatDifferInGoodsOnly() throws IOException {
        Row conditional = row("2702000000").with(TariffField.CONDITIONS, "condition:B,action:05|condition:B,action:25");
        Row same = row("2703000000").with(TariffField.CONDITIONS, "condition:B,action:25 | condition:B,action:05");
        workshop.write(
                DAY_1,
                row("2701000000"),
                row("2704000000"),
                conditional,
                same,
                row("2705000000").with(TariffField.AREA, "BY"),
                row("2706000000").with(TariffField.START, "2023-01-01"),
                row("2707000000").with(TariffField.REGULATION, "INV2"),
                row("2708000000").with(TariffField.EXCLUDED_AREAS, "XX|EU"));

        assertThat(workshop.law())
                .satisfiesExactly(
                        line -> assertThat(line).contains("-277-BY-", "[2705]"),
                        line -> assertThat(line).contains("RU-20220421@1", "[2701, 2704]"),
                        line -> assertThat(line).contains("RU-20220421-C", "[2708]"),
                        line -> assertThat(line).contains("RU-20220421-C", "[2702, 2703]"),
                        line -> assertThat(line).contains("RU-20230101", "[2706]"),
                        line -> assertThat(line).contains("INV2", "[2707]"));
        assertThat(workshop.files()).containsKeys("INV1.yaml", "INV2.yaml");
        assertThat(workshop.measures())
                .extracting(Measure::condition)
                .contains(
                        "Unless a condition of the tariff is met: condition:B,action:05 | condition:B,action:25",
                        "Areas that the data leaves out: EU, XX");
    }

    @Test
    void shouldCountWhatItLeavesOut() throws IOException {
        ImportPlan plan = workshop.write(
                DAY_1,
                row("2701000000"),
                row("2701000000"),
                row("2701000000").with(TariffField.TYPE, "103"),
                row("2701000000").with(TariffField.TYPE, "750"),
                row("2701000000").with(TariffField.AREA, "1011"),
                row("9900000000"),
                row("2701000000").with(TariffField.AREA, "Atlantis"),
                row("2701000000").with(TariffField.AREA, "XI"));

        assertThat(plan.rows().rows()).isEqualTo(8);
        assertThat(plan.rows().taken()).isEqualTo(2);
        assertThat(plan.rows().repeated()).isOne();
        assertThat(plan.rows().otherTypes()).isEqualTo(Map.of("103", 1L));
        assertThat(plan.rows().typesNotChosen()).isEqualTo(Map.of("750", 1L));
        assertThat(plan.rows().groups()).isEqualTo(Map.of("1011", 1L));
        assertThat(plan.rows().problems())
                .isEqualTo(Map.of(Reason.UNKNOWN_CODE, 1L, Reason.UNKNOWN_AREA, 1L, Reason.EXCLUDED_AREA, 1L));
        assertThat(workshop.problems())
                .extracting(RowProblem::line, RowProblem::message)
                .containsExactly(
                        tuple(7L, "goods code '9900000000' is not in HS2022"),
                        tuple(8L, "area 'Atlantis' is neither a country of countries.csv nor a numbered group"),
                        tuple(9L, "area 'XI' belongs to the country that the law binds"));
    }

    @Test
    void shouldImportNamedTypesOnly() throws IOException {
        workshop.types("750").write(DAY_1, row("2701000000"), row("2702000000").with(TariffField.TYPE, "750"));

        assertThat(workshop.law()).singleElement().asString().contains("-750-", "[2702]");
    }

    @Test
    void shouldCheckEndedLawInTheEditionOfItsTime() throws IOException {
        // 8524.11 (flat panel displays) is of HS2022, 8529.90 of all editions.
        workshop.write(
                DAY_1,
                row("8524110000", "2021-12-31").with(TariffField.START, "2020-01-01"),
                row("8529900000", "2021-12-31").with(TariffField.START, "2020-01-01"),
                row("8524110000"));

        assertThat(workshop.problems())
                .extracting(RowProblem::message)
                .containsExactly("goods code '8524110000' is not in HS2017");
        assertThat(workshop.measures())
                .extracting(measure -> measure.hsEdition().name())
                .containsExactly("HS2017", "HS2022");
    }

    @Test
    void shouldReadTheInventedExamplesOfTheDocuments() throws IOException {
        for (TariffFormat format : TariffFormat.values()) {
            Path example = Path.of("..", "docs", "measures-import", "invented-" + format.written() + ".csv");
            ImportWorkshop own = new ImportWorkshop(Files.createDirectory(folder.resolve(format.written())));
            own.write(LocalDate.of(2026, 1, 1), format, Files.readAllBytes(example));

            assertThat(own.problems()).isEmpty();
            assertThat(own.measures()).hasSizeBetween(2, 3);
            assertThat(Lint.check(own.folder(), Path.of("..", "config", "reference"))
                            .problems())
                    .isEmpty();
        }
    }

    @Test
    void shouldWriteUnusualTextSafely() throws IOException {
        workshop.write(
                DAY_1,
                row("2701000000")
                        .with(TariffField.REGULATION, "../é \"x\": # \u202e\u0085")
                        .with(TariffField.CONDITIONS, "a\nb: [\uD83D\uDE00]"));

        assertThat(workshop.measures()).singleElement().satisfies(measure -> {
            assertThat(measure.instrument()).startsWith("../é \"x\": # \u202e");
            assertThat(measure.condition()).endsWith("a b: [\uD83D\uDE00]");
            assertThat(measure.measureId()).matches("UK-TARIFF-X-x-[0-9A-F]{8}-277-RU-20220421-C[0-9A-F]{8}");
        });
    }
}
