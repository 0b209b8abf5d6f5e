package io.tradewatch.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tradewatch.engine.explain.Explanation;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Action;
import io.tradewatch.engine.model.Certainty;
import io.tradewatch.engine.model.CitationStatus;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.ListedRole;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.MeasureStatus;
import io.tradewatch.engine.model.Money;
import io.tradewatch.engine.model.Party;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.Stop;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.model.TransferStatus;
import io.tradewatch.engine.model.Transport;
import io.tradewatch.engine.model.WindDown;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The engine as others embed it: the program of its README, and the builders that the program needs. */
class EmbeddingTest {
    private static final Path README = Path.of("README.md");
    private static final Instant MOVED = Instant.parse("2024-02-18T00:00:00Z");
    private static final LocalDate LAW_FROM = LocalDate.of(2017, 12, 22);

    @Test
    void shouldScreenOneTransferInTheWordsOfTheReadme() throws Exception {
        // The README's program, line by line.
        // program
        ReferenceTable countries = new ReferenceTable(
                ReferenceTable.COUNTRIES,
                List.of("code", "canonical"),
                List.of(List.of("RU", "RU"), List.of("KP", "KP")));
        Measure vehicles = Measure.builder("UN-DPRK-VEHICLES")
                .citation("S/RES/2397 (2017)", "para. 7")
                .summary("Industrial machinery, transport vehicles and metals")
                .exportsTo("KP")
                .goods(HsEdition.HS2017, "86", "87", "88", "89")
                .effectiveFrom(LocalDate.of(2017, 12, 22))
                .build();
        Law law = Law.of(List.of(vehicles), ReferenceTables.of(List.of(countries)));
        Screening screening = new Screening(MeasureIndex.compile(law), Screening.DEFAULT_MAX_VIOLATIONS);
        Transfer car = Transfer.builder("T-1", Instant.parse("2024-02-18T00:00:00Z"))
                .countryOfDispatch("RU")
                .countryOfDestination("KP")
                .goodsItem(GoodsItem.of(1, "870323"))
                .build();
        List<Finding> findings = screening.screen(car);
        // end

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(Explanation.of(car, findings.get(0)))
                .isEqualTo(sentenceOfTheReadme())
                .startsWith("Transfer T-1, item 1: goods from RU to KP on 2024-02-18 is prohibited by"
                        + " S/RES/2397 (2017) para. 7");
        assertThat(Files.readString(README)).contains(program());
    }

    /** What stands here between the two marks. */
    private static String program() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("src/test/java/io/tradewatch/engine/EmbeddingTest.java"));
        return lines.subList(lines.indexOf("        // program") + 1, lines.indexOf("        // end")).stream()
                .map(line -> line.replaceFirst(" {8}", ""))
                .collect(Collectors.joining("\n"));
    }

    private static String sentenceOfTheReadme() throws Exception {
        return Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("Transfer T-1"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldBuildEverythingThatAMeasureHas() {
        Measure built = Measure.builder("M")
                .revision(3, MOVED)
                .status(MeasureStatus.REVOKED)
                .programme("EU", "EU-EXAMPLE")
                .citation("An invented regulation", "Art. 10")
                .citationStatus(CitationStatus.VERIFIED, "invented")
                .read(true, false)
                .textAsOf(LAW_FROM.plusDays(1))
                .url("https://example.org/law")
                .summary("Luxury goods")
                .action(Action.REQUIRE_LICENCE)
                .importsFrom("KP")
                .roles(ListedRole.parse("ORIGIN"), ListedRole.parse("ex TRANSIT"))
                .boundBy("EU")
                .goods(HsEdition.HS2022, "ex 8703", "89")
                .tariff("CN")
                .exceptGoods("870310")
                .unitValueOver(new Money(BigDecimal.TEN, "EUR"))
                .windDown(new WindDown(LAW_FROM, LAW_FROM.plusDays(30)))
                .condition("only used cars")
                .effectiveFrom(LAW_FROM)
                .effectiveTo(LAW_FROM.plusYears(20))
                .exceptions("diplomatic missions")
                .build();

        assertThat(built)
                .isEqualTo(new Measure(
                        "M",
                        3,
                        MeasureStatus.REVOKED,
                        MOVED,
                        "EU",
                        "EU-EXAMPLE",
                        "An invented regulation",
                        "Art. 10",
                        "https://example.org/law",
                        CitationStatus.UNVERIFIED,
                        "invented",
                        true,
                        false,
                        LAW_FROM.plusDays(1),
                        "Luxury goods",
                        Action.REQUIRE_LICENCE,
                        Flow.IMPORT,
                        List.of("KP"),
                        List.of(new ListedRole(Role.ORIGIN, false), new ListedRole(Role.TRANSIT, true)),
                        List.of("EU"),
                        HsEdition.HS2022,
                        "CN",
                        List.of(new CommodityPrefix("8703", true), new CommodityPrefix("89", false)),
                        List.of(new CommodityPrefix("870310", false)),
                        new Money(BigDecimal.TEN, "EUR"),
                        new WindDown(LAW_FROM, LAW_FROM.plusDays(30)),
                        "only used cars",
                        LAW_FROM,
                        LAW_FROM.plusYears(20),
                        List.of("diplomatic missions")));
        assertThat(built.citation()).isEqualTo("An invented regulation Art. 10");
    }

    @Test
    void shouldTakeTheFirstDayForTheTimeOfRecording() {
        assertThat(Measure.builder("M")
                        .exportsTo("KP")
                        .goods(HsEdition.HS2017, "87")
                        .effectiveFrom(LAW_FROM)
                        .build()
                        .recordedAt())
                .isEqualTo(Instant.parse("2017-12-22T00:00:00Z"));
    }

    @Test
    void shouldSayWhatAMeasureLacks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measure.builder("M").build())
                .withMessage("M lacks a flow");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measure.builder("M").exportsTo("KP").build())
                .withMessage("M lacks goods");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Measure.builder("M")
                        .exportsTo("KP")
                        .goods(HsEdition.HS2017, "87")
                        .build())
                .withMessage("M lacks the day on which it becomes law");
    }

    @Test
    void shouldBuildEverythingThatATransferHas() {
        Transfer built = Transfer.builder("T", MOVED)
                .revision(2)
                .status(TransferStatus.CANCELLED)
                .occurredOn(LocalDate.of(2024, 2, 17))
                .contractDate(LocalDate.of(2017, 1, 1))
                .countryOfDispatch("RU")
                .countryOfDestination("KP")
                .consignor(new Party("A", "RU"))
                .consignee(new Party("B", "KP"))
                .endUser(new Party("C", "KP"))
                .stop(new Stop("CN", "CNDLC"))
                .transport(new Transport("V", "PA"))
                .goodsItem(GoodsItem.of(1, "870323"))
                .build();

        assertThat(built)
                .isEqualTo(new Transfer(
                        "T",
                        2,
                        TransferStatus.CANCELLED,
                        MOVED,
                        LocalDate.of(2024, 2, 17),
                        LocalDate.of(2017, 1, 1),
                        "RU",
                        "KP",
                        new Party("A", "RU"),
                        new Party("B", "KP"),
                        new Party("C", "KP"),
                        List.of(new Stop("CN", "CNDLC")),
                        new Transport("V", "PA"),
                        List.of(GoodsItem.of(1, "870323"))));
        assertThat(built.date()).isEqualTo(LocalDate.of(2024, 2, 17));
    }
}
