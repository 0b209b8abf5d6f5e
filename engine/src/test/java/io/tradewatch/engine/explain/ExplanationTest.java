package io.tradewatch.engine.explain;

import static io.tradewatch.engine.generators.ItemDraft.item;
import static io.tradewatch.engine.generators.MeasureDraft.measure;
import static io.tradewatch.engine.generators.TransferDraft.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tradewatch.engine.generators.ItemDraft;
import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.generators.PublishedLaw;
import io.tradewatch.engine.generators.RandomLaw;
import io.tradewatch.engine.generators.RandomTransfers;
import io.tradewatch.engine.generators.TransferDraft;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.model.Action;
import io.tradewatch.engine.model.CitationStatus;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Stop;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.rules.Example;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentences, word by word where they are few, and by what they must name where they are many. */
class ExplanationTest {
    private static final TransferDraft CAR =
            transfer().on("2024-02-18").from("RU").to("KP").items(item(1, "870323"));

    private static String explain(TransferDraft draft, MeasureDraft... measures) {
        Transfer transfer = draft.build();
        return Explanation.of(transfer, Example.screen(draft, measures).get(0));
    }

    private static String only(TransferDraft draft, int maxViolations, List<MeasureDraft> measures) {
        Transfer transfer = draft.build();
        Law law = Example.law(measures.stream().map(MeasureDraft::build).toList());
        List<Finding> findings = new Screening(MeasureIndex.compile(law), maxViolations).screen(transfer);
        assertThat(findings).hasSize(1);
        return Explanation.of(transfer, findings.get(0));
    }

    @Test
    void shouldSayWhoMovedWhatWhenAndWhyThatIsProhibited() {
        String sentence = explain(CAR, measure("M").goods("87"));

        assertThat(sentence)
                .startsWith("Transfer ")
                .contains(", item 1: goods from RU to KP on 2024-02-18 is prohibited by ")
                .contains("KP as country of destination")
                .contains("code 870323 (HS2022, assumed) falls under 87")
                .doesNotContain("in doubt")
                .endsWith(".");
    }

    @Test
    void shouldSayWhatIsAskedForByAction() {
        assertThat(explain(CAR, measure("M").goods("87").action(Action.REQUIRE_LICENCE)))
                .contains(" needs a licence under ");
        assertThat(explain(CAR, measure("M").goods("87").action(Action.MONITOR)))
                .contains(" is to be monitored under ");
    }

    @Test
    void shouldNameBothEndsOfTheTimeInWhichAMeasureIsInForce() {
        assertThat(explain(CAR, measure("M").goods("87").from("2017-12-22").to("2030-01-01")))
                .contains("in force since 2017-12-22 and until 2030-01-01");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            value = {
                "VERIFIED   | -     | -     | ''",
                "VERIFIED   | true  | true  | ''",
                "VERIFIED   | true  | -     | ''",
                "VERIFIED   | false | true  | ''",
                "UNVERIFIED | -     | -     | ; the citation is not fully verified",
                "UNVERIFIED | true  | true  | ; the citation is not fully verified",
                "UNVERIFIED | true  | false | ; the number of the paragraph was not read",
                "UNVERIFIED | true  | -     | ; the number of the paragraph was not read",
                "UNVERIFIED | -     | false | ; the number of the paragraph was not read",
                "UNVERIFIED | false | true  | ; not all that it covers was read in the text",
                "UNVERIFIED | -     | true  | ; not all that it covers was read in the text",
                "UNVERIFIED | false | -     | ; not all that it covers was read in the text",
                "UNVERIFIED | false | false | ; neither the goods nor the number of the paragraph were read in the text"
            })
    void shouldSayWhichHalfOfACitationIsOpen(
            CitationStatus status, @Nullable Boolean contentRead, @Nullable Boolean provisionRead, String said) {
        assertThat(explain(CAR, measure("M").goods("*").read(status, contentRead, provisionRead)))
                .endsWith("and all goods are covered" + said + ".");
    }

    @Test
    void shouldFindTheSameWhateverWasRead() {
        List<Finding> before = Example.screen(CAR, measure("M").goods("87"));
        MeasureDraft read = measure("M")
                .goods("87")
                .read(CitationStatus.UNVERIFIED, true, false)
                .textAsOf("2025-10-24");

        assertThat(Example.screen(CAR, read))
                .usingRecursiveComparison()
                .ignoringFieldsMatchingRegexes(".*citationStatus", ".*contentRead", ".*provisionRead", ".*textAsOf")
                .isEqualTo(before);
    }

    @Test
    void shouldSayThatAllGoodsAreCovered() {
        assertThat(explain(CAR, measure("M").goods("*"))).contains("and all goods are covered");
    }

    @Test
    void shouldSayThroughWhomTheLawBinds() {
        assertThat(explain(
                        transfer().on("2024-02-18").from("DE").to("KP").items(item(1, "870323")),
                        measure("M").goods("87").boundBy("EU")))
                .contains("; the law binds through DE as country of dispatch");
    }

    @Test
    void shouldSayWhatAPieceIsWorth() {
        ItemDraft car = item(1, "870323").quantity("2", "C62").value("90000", "USD");

        assertThat(explain(
                        transfer().on("2018-06-15").from("RU").to("KP").items(car),
                        measure("M").goods("87").unitValueOver("10000", "USD")))
                .contains("(2 pieces)")
                .contains("; a piece is worth 45000 USD, above the limit of 10000 USD");
    }

    @Test
    void shouldSayOfWhichDayTheRateIsThatAValueIsComparedBy() {
        ItemDraft car = item(1, "870323").quantity("1", "C62").value("90000", "USD");

        assertThat(explain(
                        transfer().on("2018-06-15").from("RU").to("KP").items(car),
                        measure("M").goods("87").unitValueOver("10000", "EUR")))
                .containsPattern(
                        "; a piece is worth [0-9.]+ EUR \\(by the rate of 20[0-9-]{8}\\), above the limit of 10000 EUR");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    1    | C62 | (1 piece)
                    1.00 | PCE | (1 piece)
                    2    | H87 | (2 pieces)
                    0.5  | C62 | (0.5 pieces)
                    7.50 | KGM | (7.5 kg)
                    300  | TNE | (300 t)
                    40   | LTR | (40 l)
                    1    | BLL | (1 barrel)
                    1000 | BLL | (1000 barrels)
                    3    | PR  | (3 PR)
                    3    | c62 | (3 c62)
                    3    |     | (3)
                    """, delimiter = '|')
    void shouldSayCommonUnitsInWords(String quantity, @Nullable String unit, String said) {
        ItemDraft car = item(1, "870323").quantity(quantity, unit);

        assertThat(explain(
                        transfer().on("2024-02-18").from("RU").to("KP").items(car),
                        measure("M").goods("87")))
                .contains(", item 1: goods " + said + " from RU");
    }

    @Test
    void shouldSayHowACodeWasReadAndItsOrigin() {
        assertThat(explain(
                        transfer()
                                .on("2024-02-18")
                                .from("RU")
                                .to("KP")
                                .items(item(1, "HS 8703.23").origin("DE")),
                        measure("M").goods("87")))
                .contains("goods of origin DE")
                .contains("code HS 8703.23 (HS2022, assumed), read as 870323, falls under 87");
    }

    @Test
    void shouldSayEveryDoubtInWords() {
        String sentence = explain(
                transfer().on("2024-02-18").to("DE").consignee("KP").items(item(1, "8703")),
                measure("M")
                        .goods("ex 870323")
                        .boundBy("EU")
                        .condition("Only where the goods are luxury goods")
                        .windDown("2024-01-01", "2025-01-01"));

        assertThat(sentence)
                .contains("; in doubt, because ")
                .contains("the code is less specific than the measure's")
                .contains("a condition that no transfer shows (only where the goods are luxury goods)")
                .contains("the contract's date is unknown")
                .contains("it is unknown whether the law binds those who moved the goods");
    }

    @Test
    void shouldSayWhatOfATransferCannotBeScreened() {
        assertThat(only(transfer().on("2024-02-18").from("Atlantis").items(item(1, "870323")), 10, List.of()))
                .contains("could not be screened in full: the country of destination is missing")
                .contains("the country of dispatch, 'Atlantis', cannot be read");
        assertThat(only(transfer().on("1970-01-01").from("RU").to("DE").items(item(1, "870323")), 10, List.of()))
                .contains("it is dated 1970-01-01, before 1990-01-01, which is taken for a placeholder");
    }

    @Test
    void shouldSayWhatOfAnItemCannotBeScreened() {
        List<MeasureDraft> cars = List.of(measure("M").goods("87"));

        assertThat(only(transfer().on("2024-02-18").from("RU").to("KP").items(item(1, null)), 10, cars))
                .contains("its commodity code is missing, and there are measures on goods that move like this");
        assertThat(only(transfer().on("2024-02-18").from("RU").to("KP").items(item(1, "car")), 10, cars))
                .contains("its commodity code, 'car', is not a valid code");
    }

    @Test
    void shouldCountWhatIsTooMuchToBeToldOneByOne() {
        List<MeasureDraft> many = IntStream.range(0, 12)
                .mapToObj(number -> measure("M%02d".formatted(number)).goods("87"))
                .toList();

        assertThat(only(CAR, 3, many))
                .contains("has 12 violations, more than the 3 that are published one by one (by measure: M00 1, M01 1")
                .contains("2 other measures 2)");
    }

    @Test
    void shouldCutLongTextsBetweenCharacters() {
        String longName = "a".repeat(199) + "\ud83d\ude97".repeat(10);

        String sentence =
                only(transfer().on("2024-02-18").from(longName).to("DE").items(item(1, "870323")), 10, List.of());

        assertThat(sentence)
                .contains("a".repeat(199) + "…")
                .doesNotContain("\ud83d…")
                .hasSizeLessThan(1_000);
    }

    @Test
    void shouldTellOnlySomeOfManyCountriesThatCannotBeRead() {
        Stop[] stops = IntStream.range(0, 25)
                .mapToObj(number -> new Stop("nowhere " + number, null))
                .toArray(Stop[]::new);

        assertThat(only(
                        transfer()
                                .on("2024-02-18")
                                .from("RU")
                                .to("DE")
                                .via(stops)
                                .items(item(1, "870323")),
                        10,
                        List.of()))
                .contains("'nowhere 19'")
                .contains("and 5 more countries cannot be read")
                .doesNotContain("'nowhere 20'");
    }

    @Test
    void shouldRefuseAFindingOnAnItemThatTheTransferHasNot() {
        Transfer other = transfer().items(item(7, "870323")).build();
        Finding finding = Example.screen(CAR, measure("M").goods("87")).get(0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Explanation.of(other, finding))
                .withMessageContaining("has no item 1");
    }

    /** Whatever is found, under whatever law: the sentence names the law and is one sentence. */
    @Test
    void shouldNameTheLawOfEveryFinding() {
        Random random = new Random(833);
        Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        List<String> sentences = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            PublishedLaw published = RandomLaw.draw(random);
            Screening screening =
                    new Screening(MeasureIndex.compile(published.law()), Screening.DEFAULT_MAX_VIOLATIONS);
            RandomTransfers transfers = new RandomTransfers(published);
            for (int j = 0; j < 20; j++) {
                Transfer transfer = transfers.draw(random, j);
                for (Finding finding : screening.screen(transfer)) {
                    String sentence = Explanation.of(transfer, finding);
                    sentences.add(sentence);
                    doubts.addAll(finding.doubts());
                    assertThat(sentence).startsWith("Transfer ").endsWith(".");
                    finding.cause()
                            .ifPresent(measure -> assertThat(sentence)
                                    .contains(measure.instrument() + " " + measure.provision())
                                    .contains(measure.summary()));
                    assertThat(sentence.contains("; in doubt, because "))
                            .isEqualTo(finding.measure() != null
                                    && !finding.doubts().isEmpty());
                }
            }
        }
        assertThat(sentences).hasSizeGreaterThan(1_000);
        assertThat(doubts).as("doubts that were met").hasSizeGreaterThan(12);
    }
}
