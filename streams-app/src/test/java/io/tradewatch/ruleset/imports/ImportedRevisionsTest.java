package io.tradewatch.ruleset.imports;

import static io.tradewatch.ruleset.imports.ImportWorkshop.DAY_1;
import static io.tradewatch.ruleset.imports.ImportWorkshop.DAY_2;
import static io.tradewatch.ruleset.imports.ImportWorkshop.DAY_3;
import static io.tradewatch.ruleset.imports.ImportWorkshop.ID;
import static io.tradewatch.ruleset.imports.ImportWorkshop.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewatch.ruleset.imports.ImportWorkshop.Row;
import io.tradewatch.ruleset.imports.MeasureChange.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the next import makes of the measures of the one before. */
final class ImportedRevisionsTest {
    @TempDir
    private Path folder;

    private ImportWorkshop workshop;

    @BeforeEach
    void importTwoGoods() throws IOException {
        workshop = new ImportWorkshop(folder);
        workshop.write(DAY_1, row("2701000000"), row("2702000000"));
    }

    private static List<Kind> kinds(ImportPlan plan) {
        return plan.changes().stream().map(MeasureChange::kind).toList();
    }

    @Test
    void shouldChangeNothingForTheSameLaw() throws IOException {
        Map<String, String> before = workshop.files();

        ImportPlan plan = workshop.write(DAY_2, row("2702000000"), row("2701000000"));

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.unchanged()).isOne();
        assertThat(workshop.files().get("INV1.yaml")).isEqualTo(before.get("INV1.yaml"));
        assertThat(workshop.files().get("last-import.json")).contains("\"IMPORT\" : \"2026-02-01\"");
    }

    @Test
    void shouldAddARevisionForMoreGoods() throws IOException {
        ImportPlan plan = workshop.write(DAY_2, row("2701000000"), row("2702000000"), row("2703000000"));

        assertThat(kinds(plan)).containsExactly(Kind.CHANGED);
        assertThat(plan.changes().get(0).goodsAdded()).containsExactly("2703");
        assertThat(workshop.law()).containsExactly(ID + "@2 ACTIVE [2701, 2702, 2703] until null");
        assertThat(workshop.measures())
                .hasSize(2)
                .element(1)
                .satisfies(second -> assertThat(second.recordedAt()).isEqualTo("2026-02-01T00:00:00Z"));
    }

    @Test
    void shouldEndAMeasureUnderItsOwnId() throws IOException {
        ImportPlan plan = workshop.write(DAY_2, row("2701000000", "2026-06-30"), row("2702000000", "2026-06-30"));

        assertThat(kinds(plan)).containsExactly(Kind.ENDED);
        assertThat(workshop.law()).containsExactly(ID + "@2 ACTIVE [2701, 2702] until 2026-07-01");
    }

    @Test
    void shouldSplitWhatEndsFromWhatGoesOn() throws IOException {
        workshop.write(DAY_2, row("2701000000"), row("2702000000", "2026-06-30"));

        assertThat(workshop.law())
                .containsExactly(
                        ID + "@2 ACTIVE [2701] until null", ID + "-UNTIL-20260701@1 ACTIVE [2702] until 2026-07-01");
    }

    @Test
    void shouldKeepThePastOfGoodsThatTheDataLacks() throws IOException {
        workshop.write(DAY_2, row("2701000000"));

        assertThat(workshop.law())
                .containsExactly(
                        ID + "@2 ACTIVE [2701] until null", ID + "-UNTIL-20260201@1 ACTIVE [2702] until 2026-02-01");
        assertThat(workshop.measures().get(2).citationNote()).contains("the true end may be earlier");
    }

    @Test
    void shouldEndAMeasureThatTheDataLacks() throws IOException {
        workshop.write(DAY_2, row("2701000000").with(TariffField.AREA, "BY"));

        assertThat(workshop.law())
                .containsExactly(
                        ID.replace("RU", "BY") + "@1 ACTIVE [2701] until null",
                        ID + "@2 ACTIVE [2701, 2702] until 2026-02-01");
    }

    @Test
    void shouldTakeGoodsBackThatTheDataLackedOnce() throws IOException {
        workshop.write(DAY_2, row("2701000000"));
        ImportPlan plan = workshop.write(DAY_3, row("2701000000"), row("2702000000"));

        assertThat(kinds(plan)).containsExactly(Kind.CHANGED, Kind.REVOKED);
        assertThat(workshop.law())
                .containsExactly(
                        ID + "@3 ACTIVE [2701, 2702] until null",
                        ID + "-UNTIL-20260201@2 REVOKED [2702] until 2026-02-01");
    }

    @Test
    void shouldRevokeLawThatNeverBegan() throws IOException {
        Row toCome = row("2703000000").with(TariffField.START, "2026-12-01");
        workshop.write(DAY_2, row("2701000000"), row("2702000000"), toCome);
        ImportPlan plan = workshop.write(DAY_3, row("2701000000"), row("2702000000"));

        assertThat(kinds(plan)).containsExactly(Kind.REVOKED);
        assertThat(workshop.law()).contains(ID.replace("20220421", "20261201") + "@2 REVOKED [2703] until null");
    }

    @Test
    void shouldForgetNothingThatHasEnded() throws IOException {
        workshop.write(DAY_2, row("2701000000", "2026-01-31"), row("2702000000", "2026-01-31"));
        ImportPlan plan = workshop.write(DAY_3, row("2703000000").with(TariffField.AREA, "BY"));

        assertThat(kinds(plan)).containsExactly(Kind.ADDED);
        assertThat(workshop.law()).contains(ID + "@2 ACTIVE [2701, 2702] until 2026-02-01");
    }

    @Test
    void shouldNotEndWhatTheFileDoesNotCover() throws IOException {
        Row export = row("2703000000").with(TariffField.TYPE, "278");
        ImportPlan exports = workshop.write(DAY_2, export);
        assertThat(kinds(exports)).containsExactly(Kind.ADDED);

        ImportPlan other = workshop.types("705").write(DAY_3, row("2703000000").with(TariffField.TYPE, "705"));
        assertThat(kinds(other)).containsExactly(Kind.ADDED);
    }

    @Test
    void shouldEndNothingWhileRowsAreUnreadable() throws IOException {
        ImportPlan plan = workshop.write(DAY_2, row("2701000000"), row("27.02"));

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.kept()).isOne();
        assertThat(plan.rows().problems()).containsEntry(RowProblem.Reason.UNREADABLE_CODE, 1L);

        assertThat(kinds(workshop.acceptingEndings().write(DAY_2, row("2701000000"), row("27.02"))))
                .containsExactly(Kind.CHANGED, Kind.ADDED);
    }

    @Test
    void shouldRefuseDataThatLacksMuch() throws IOException {
        Row[] many = IntStream.rangeClosed(1, 20)
                .mapToObj(chapter -> row(String.format("%02d00000000", chapter)))
                .toArray(Row[]::new);
        workshop.write(DAY_2, many);
        Map<String, String> before = workshop.files();
        Row[] few = Arrays.copyOf(many, 5);

        assertThatThrownBy(() -> workshop.write(DAY_3, few))
                .isInstanceOf(MeasureImportException.class)
                .hasMessage("the data lacks 15 of 20 goods of earlier imports that were still law");
        assertThat(workshop.files()).isEqualTo(before);

        workshop.acceptingEndings().write(DAY_3, few);
        assertThat(workshop.law()).contains(ID + "@3 ACTIVE [01, 02, 03, 04, 05] until null");
    }

    @ParameterizedTest
    @CsvSource({
        "GOODS, 27.02",
        "GOODS, 2701999900",
        "GOODS, 9900000000",
        "AREA, QQ",
        "AREA, ''",
        "START, 44672",
        "END, 2022-04-20",
        "REGULATION, ''",
        "TYPE, ''",
    })
    void shouldEndNothingWhileARowOfAChosenTypeIsLeftOut(TariffField field, String value) throws IOException {
        Row left = row("2702000000").with(field, value);

        ImportPlan plan = workshop.write(DAY_2, row("2701000000"), left);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.kept()).isOne();
        ImportPlan accepted = workshop.acceptingEndings().write(DAY_2, row("2701000000"), left);
        assertThat(accepted.kept()).isZero();
        assertThat(kinds(accepted)).containsExactly(Kind.CHANGED, Kind.ADDED);
    }

    @ParameterizedTest
    @CsvSource({"AREA, 1011", "AREA, XI", "TYPE, 750", "TYPE, 103"})
    void shouldEndLawWhenOnlyRowsThatAreNeverLawHereAreLeftOut(TariffField field, String value) throws IOException {
        ImportPlan plan =
                workshop.write(DAY_2, row("2701000000"), row("2702000000").with(field, value));

        assertThat(plan.kept()).isZero();
        assertThat(kinds(plan)).containsExactly(Kind.CHANGED, Kind.ADDED);
    }

    @Test
    void shouldEndNothingOfARegulationWithRowsOfAnUnknownType() throws IOException {
        Row renumbered = row("2702000000").with(TariffField.TYPE, "999");

        ImportPlan plan = workshop.write(DAY_2, row("2701000000"), renumbered);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.kept()).isOne();
        assertThat(kinds(workshop.write(DAY_2, row("2701000000"), renumbered.with(TariffField.REGULATION, "C9999999"))))
                .containsExactly(Kind.CHANGED, Kind.ADDED);
    }

    @Test
    void shouldKeepManyGoodsWhoseCodesAreUnknown() throws IOException {
        List<String> codes = manyCodes();
        workshop.acceptingEndings().write(DAY_2, rows(codes));
        List<String> law = workshop.law();
        ImportWorkshop next = new ImportWorkshop(folder);
        List<String> damaged = new ArrayList<>(codes.subList(0, 80));
        codes.subList(80, 96).forEach(code -> damaged.add(code.substring(0, 2) + "99999900"));

        ImportPlan plan = next.write(DAY_3, rows(damaged));

        assertThat(plan.kept()).isEqualTo(16);
        assertThat(plan.rows().problems()).isEqualTo(Map.of(RowProblem.Reason.UNKNOWN_CODE, 16L));
        assertThat(next.law()).isEqualTo(law);
    }

    private static List<String> manyCodes() {
        return IntStream.rangeClosed(1, 97)
                .filter(chapter -> chapter != 77)
                .mapToObj(chapter -> String.format("%02d00000000", chapter))
                .toList();
    }

    private static Row[] rows(List<String> codes) {
        return codes.stream().map(ImportWorkshop::row).toArray(Row[]::new);
    }

    private static List<Row> ofRegulations(int first, int last, int goods) {
        return IntStream.rangeClosed(first, last)
                .boxed()
                .flatMap(number -> IntStream.rangeClosed(1, goods)
                        .mapToObj(chapter ->
                                row(String.format("%02d00000000", chapter)).with(TariffField.REGULATION, "R" + number)))
                .toList();
    }

    private ImportPlan write(LocalDate day, List<Row> rows) throws IOException {
        return workshop.write(day, rows.toArray(Row[]::new));
    }

    @Test
    void shouldRefuseDataThatLacksAWholeRegulation() throws IOException {
        List<Row> law = new ArrayList<>(List.of(row("2701000000"), row("2702000000")));
        law.addAll(ofRegulations(1, 5, 50));
        write(DAY_2, law);
        Map<String, String> before = workshop.files();
        List<Row> cut = law.subList(0, law.size() - 50);

        assertThatThrownBy(() -> write(DAY_3, cut))
                .isInstanceOfSatisfying(
                        MeasureImportException.class,
                        refused -> assertThat(refused.fix()).contains("--accept-endings"))
                .hasMessage("the data has no goods any more of regulation R5");
        assertThat(workshop.files()).isEqualTo(before);

        workshop.acceptingEndings();
        assertThat(write(DAY_3, cut).vanished()).containsExactly("R5");
        assertThat(write(DAY_3, cut).vanished()).isEmpty();
    }

    @Test
    void shouldRefuseDataThatHasOnlyEndedGoodsOfARegulation() throws IOException {
        assertThatThrownBy(() -> workshop.write(
                        DAY_2,
                        row("2703000000", "2025-12-31"),
                        row("2703000000").with(TariffField.REGULATION, "R1")))
                .isInstanceOf(MeasureImportException.class)
                .hasMessage("the data has no goods any more of regulation INV1");
    }

    @Test
    void shouldNameFiveRegulationsThatTheDataLacks() throws IOException {
        List<Row> law = new ArrayList<>(List.of(row("2701000000"), row("2702000000")));
        law.addAll(ofRegulations(10, 17, 2));
        write(DAY_2, law);

        assertThatThrownBy(() -> workshop.write(DAY_3, row("2701000000"), row("2702000000")))
                .isInstanceOf(MeasureImportException.class)
                .hasMessage(
                        "the data lacks 16 of 18 goods of earlier imports that were still law; the data has no goods"
                                + " any more of the regulations R10, R11, R12, R13, R14 and 3 more");
    }

    @Test
    void shouldTakeTheEndOfARegulationWithOneGood() throws IOException {
        Row one = row("2703000000").with(TariffField.REGULATION, "a regulation (UK tariff)");
        workshop.write(DAY_2, row("2701000000"), row("2702000000"), one);

        assertThat(workshop.write(DAY_3, row("2701000000"), row("2702000000")).vanished())
                .isEmpty();
    }

    @Test
    void shouldTakeTheStatedEndOfARegulationAndItsRenewal() throws IOException {
        write(DAY_2, List.of(row("2701000000", "2026-06-30"), row("2702000000", "2026-06-30")));

        ImportPlan plan = write(
                DAY_3,
                List.of(
                        row("2701000000").with(TariffField.START, "2026-02-15"),
                        row("2702000000").with(TariffField.START, "2026-02-15")));

        assertThat(plan.vanished()).isEmpty();
    }

    @Test
    void shouldRefuseOlderData() throws IOException {
        workshop.write(DAY_3, row("2701000000"), row("2702000000"));

        assertThatThrownBy(() -> workshop.write(DAY_2, row("2701000000")))
                .isInstanceOf(MeasureImportException.class)
                .hasMessageStartingWith("the data is of 2026-02-01, and ")
                .hasMessageEndingWith(" has data of 2026-03-01");
    }
}
