package io.tradewatch.ruleset.files;

import static io.tradewatch.engine.model.Certainty.CERTAIN;
import static io.tradewatch.engine.model.Certainty.POSSIBLE;
import static io.tradewatch.engine.model.Doubt.CONDITION_NOT_DECIDABLE;
import static io.tradewatch.engine.model.Doubt.CONTRACT_DATE_UNKNOWN;
import static io.tradewatch.engine.model.Doubt.PARTIAL_CODE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.model.Certainty;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Money;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.model.TransferBuilder;
import io.tradewatch.engine.model.Transport;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Shipments that a person can look up in the law, under the shipped measures. Each story names the paragraph that
 * forbids it, and has twins that no paragraph forbids: the day before, below the price, another country.
 */
final class LawStoriesTest {
    private static final Screening SHIPPED =
            new Screening(MeasureIndex.compile(ShippedLaw.catalogue().law()), Screening.DEFAULT_MAX_VIOLATIONS);

    private static final String EU_RUSSIA = "Regulation (EU) No 833/2014, ";
    private static final String EU_BELARUS = "Regulation (EC) No 765/2006, ";
    private static final String EU_SYRIA = "Regulation (EU) No 36/2012, ";
    private static final String EU_LIBYA = "Regulation (EU) 2016/44, ";
    private static final String EU_IRAN = "Regulation (EU) No 267/2012, ";

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "laptops",
        "combatAircraft",
        "wine",
        "bicycles",
        "aluminium",
        "caviar",
        "crudeOfLibya",
        "cars",
        "graphite",
        "timber"
    })
    void shouldFindTheParagraphThatForbidsAShipmentAndNothingInItsTwins(Story story) {
        assertThat(SHIPPED.screen(story.shipment.transfer()))
                .extracting(LawStoriesTest::alert)
                .containsExactlyInAnyOrderElementsOf(story.alerts);
    }

    /** No rule compares vessels, so the alert must say what a person compares. */
    @Test
    void shouldNameTheDesignatedVesselInTheConditionOfLibyanCrude() {
        List<Finding> findings = SHIPPED.screen(
                shipment("2709.00", "LY", "IT").by("AVAX").on("2026-08-10").transfer());

        assertThat(findings)
                .hasSize(2)
                .allSatisfy(finding ->
                        assertThat(finding.cause().orElseThrow().condition()).contains("AVAX"));
    }

    /** Annex XXIII has no price; Annex XVIII, where laptops were until October 2025, has one of EUR 750. */
    static Stream<Story> laptops() {
        Alert industrial = new Alert(
                "EU-RU-3K-XXIII-2022-12-17-B-MACHINERY", EU_RUSSIA + "Art. 3k(1), Annex XXIII", CERTAIN, null);
        Alert luxury = new Alert(
                "EU-RU-3H-XVIII-15-ELECTRONICS",
                EU_RUSSIA + "Art. 3h(1), Annex XVIII point (15)",
                POSSIBLE,
                PARTIAL_CODE);
        Shipment laptop = shipment("8471.30", "DE", "RU").worth(700);
        return Stream.of(
                story("laptop of EUR 700, DE to RU, November 2025", laptop.on("2025-11-15"), industrial),
                story("laptop of EUR 700, DE to RU, May 2023", laptop.on("2023-05-15"), industrial),
                story(
                        "laptop of EUR 700, DE to RU, first day",
                        laptop.contract("2022-12-17").on("2022-12-17"),
                        industrial),
                story("laptop of EUR 700, DE to RU, day before the first", laptop.on("2022-12-16")),
                story("laptop of EUR 700, DE to RU, November 2022", laptop.on("2022-11-15")),
                story(
                        "laptop of EUR 900, DE to RU, November 2022",
                        laptop.on("2022-11-15").worth(900),
                        luxury),
                story(
                        "laptop under an old contract, within the wind-down",
                        laptop.on("2023-01-16").contract("2022-12-01")),
                story(
                        "laptop under an old contract, after the wind-down",
                        laptop.on("2023-01-17").contract("2022-12-01"),
                        industrial),
                story("laptop of EUR 700, DE to KZ", laptop.to("KZ").on("2025-11-15")),
                story(
                        "laptop of EUR 700, TR to RU: the EU's law binds the EU",
                        laptop.from("TR").on("2025-11-15")));
    }

    static Stream<Story> combatAircraft() {
        Alert arms = new Alert("UN-KP-1718-8B-HEAVY-ARMS", "S/RES/1718 (2006), para. 8(b)", POSSIBLE, PARTIAL_CODE);
        Shipment aircraft = shipment("8802", "KP", "MM");
        return Stream.of(
                story("combat aircraft, KP to MM, 2010", aircraft.on("2010-05-10"), arms),
                story("combat aircraft, KP to MM, day of adoption", aircraft.on("2006-10-14"), arms),
                story("combat aircraft, KP to MM, day before", aircraft.on("2006-10-13")),
                story("combat aircraft, KR to MM, 2010", aircraft.from("KR").on("2010-05-10")));
    }

    static Stream<Story> wine() {
        Alert luxury = new Alert(
                "EU-SY-11B-LUXURY-WINE",
                EU_SYRIA + "Art. 11b(1)(a), Annex X point (4)",
                POSSIBLE,
                CONDITION_NOT_DECIDABLE);
        Shipment wine = shipment("2204.21", "FR", "SY");
        return Stream.of(
                story("wine, FR to SY, 2015", wine.on("2015-05-10"), luxury),
                story("wine, FR to SY, last day", wine.on("2025-05-28"), luxury),
                story("wine, FR to SY, day of the repeal", wine.on("2025-05-29")),
                story("wine, FR to SY, June 2025", wine.on("2025-06-10")),
                story("wine, FR to LB, 2015", wine.to("LB").on("2015-05-10")));
    }

    /** Regulation (EU) 2025/2033 added bicycles to point (17); the point's price is more than EUR 5,000. */
    static Stream<Story> bicycles() {
        Alert luxury = new Alert(
                "EU-RU-3H-XVIII-17-MOTORBIKES-BICYCLES-FROM-2025-10",
                EU_RUSSIA + "Art. 3h(1), Annex XVIII point (17)",
                POSSIBLE,
                PARTIAL_CODE);
        Shipment bicycle = shipment("8712.00", "DE", "RU").worth(6_000);
        return Stream.of(
                story("bicycle of EUR 6,000, DE to RU, November 2025", bicycle.on("2025-11-10"), luxury),
                story("bicycle of EUR 6,000, DE to RU, first day", bicycle.on("2025-10-24"), luxury),
                story("bicycle of EUR 6,000, DE to RU, day before", bicycle.on("2025-10-23")),
                story(
                        "bicycle of EUR 5,000, DE to RU, November 2025",
                        bicycle.worth(5_000).on("2025-11-10")),
                story(
                        "bicycle of EUR 6,000, DE to GE, November 2025",
                        bicycle.to("GE").on("2025-11-10")));
    }

    /** Forbidden since 25 February 2025, within a quota until 2026; no transfer shows how much of it is used. */
    static Stream<Story> aluminium() {
        Alert quota = new Alert(
                "EU-RU-3I-XXI-ALUMINIUM-QUOTA",
                EU_RUSSIA + "Art. 3i(1) and (3cg), Annex XXI",
                POSSIBLE,
                CONDITION_NOT_DECIDABLE);
        Shipment aluminium = shipment("7601.10", "RU", "NL").origin("RU");
        return Stream.of(
                story("aluminium, RU to NL, March 2025", aluminium.on("2025-03-15"), quota),
                story("aluminium, RU to NL, first day", aluminium.on("2025-02-25"), quota),
                story("aluminium, RU to NL, day before", aluminium.on("2025-02-24")),
                story("aluminium, RU to NL, January 2025", aluminium.on("2025-01-15")),
                story(
                        "aluminium, NO to NL, March 2025",
                        aluminium.from("NO").origin("NO").on("2025-03-15")));
    }

    /** Caviar itself is forbidden at any price; the price of EUR 20 per 100 g is that of its substitutes. */
    static Stream<Story> caviar() {
        Alert caviar = new Alert(
                "EU-SY-11B-LUXURY-CAVIAR", EU_SYRIA + "Art. 11b(1)(a), Annex X point (2)", POSSIBLE, PARTIAL_CODE);
        Alert substitutes = new Alert(
                "EU-SY-11B-LUXURY-CAVIAR-SUBSTITUTES",
                EU_SYRIA + "Art. 11b(1)(a), Annex X point (2)",
                POSSIBLE,
                CONDITION_NOT_DECIDABLE);
        Shipment shipment = shipment("1604.31", "DE", "SY").worth(10).on("2018-05-10");
        return Stream.of(
                story("cheap caviar, DE to SY, 2018", shipment, caviar),
                story("cheap caviar, DE to SY, first day", shipment.on("2012-06-17"), caviar),
                story("cheap caviar, DE to SY, day before", shipment.on("2012-06-16")),
                story("cheap caviar, DE to SY, day of the repeal", shipment.on("2025-05-29")),
                story("substitutes, DE to SY, 2018", shipment.goods("1604.32"), substitutes),
                story("other fish, DE to SY, 2018", shipment.goods("1604.20")),
                story("cheap caviar, DE to JO, 2018", shipment.to("JO")));
    }

    /** The AVAX was designated in July 2026: resolution 2146 did not end in May, as the shipped file once said. */
    static Stream<Story> crudeOfLibya() {
        Alert un = new Alert(
                "UN-LY-2146-10-CRUDE", "S/RES/2146 (2014), paras 10 and 11", POSSIBLE, CONDITION_NOT_DECIDABLE);
        Alert eu = new Alert("EU-LY-15-CRUDE", EU_LIBYA + "Art. 15, Annex V", POSSIBLE, CONDITION_NOT_DECIDABLE);
        Shipment crude = shipment("2709.00", "LY", "IT").origin("LY").by("AVAX");
        return Stream.of(
                story("crude on the AVAX, LY to IT, August 2026", crude.on("2026-08-10"), un, eu),
                story(
                        "crude on the AVAX, LY to TR: the EU's law does not bind",
                        crude.to("TR").on("2026-08-10"),
                        un),
                story("crude, LY to IT, day of adoption", crude.on("2014-03-19"), un),
                story("crude, LY to IT, day before", crude.on("2014-03-18")),
                story(
                        "crude on the AVAX, DZ to IT, August 2026",
                        crude.from("DZ").origin("DZ").on("2026-08-10")));
    }

    /** Ground clearance and the kind of car decide too, and no code shows them. */
    static Stream<Story> cars() {
        Alert cars = new Alert(
                "EU-BY-1BB-XVIII-VEHICLES-CARS", EU_BELARUS + "Art. 1bb(1), Annex XVIII", POSSIBLE, PARTIAL_CODE);
        Alert carsOfUnknownContract = new Alert(cars.measureId, cars.provision, POSSIBLE, CONTRACT_DATE_UNKNOWN);
        Shipment car = shipment("8703.23", "DE", "BY").worth(20_000);
        return Stream.of(
                story("petrol car of 2.0 litres, DE to BY, September 2025", car.on("2025-09-10"), cars),
                story(
                        "hybrid car, DE to BY, September 2025",
                        car.goods("8703.40").on("2025-09-10"),
                        cars),
                story("petrol car, DE to BY, first day", car.on("2024-07-01"), carsOfUnknownContract),
                story("petrol car, DE to BY, day before", car.on("2024-06-30")),
                story("petrol car of 1.2 litres, DE to BY", car.goods("8703.22").on("2025-09-10")),
                story("petrol car of 2.0 litres, DE to UA", car.to("UA").on("2025-09-10")));
    }

    /** Put back on 30 September 2025; contracts made before may be performed until 1 January 2026. */
    static Stream<Story> graphite() {
        Alert graphite =
                new Alert("EU-IR-15A-VIIB-GRAPHITE-METALS", EU_IRAN + "Art. 15a(1), Annex VIIB", CERTAIN, null);
        Shipment shipment =
                shipment("3801.10", "DE", "IR").contract("2025-10-15").on("2025-11-10");
        return Stream.of(
                story("graphite, DE to IR, November 2025", shipment, graphite),
                story(
                        "graphite, DE to IR, first day",
                        shipment.contract("2025-09-30").on("2025-09-30"),
                        graphite),
                story(
                        "graphite, DE to IR, day before",
                        shipment.contract("2025-09-29").on("2025-09-29")),
                story(
                        "graphite under an old contract, last day",
                        shipment.contract("2025-09-01").on("2026-01-01")),
                story(
                        "graphite under an old contract, day after",
                        shipment.contract("2025-09-01").on("2026-01-02"),
                        graphite),
                story("graphite, DE to TR, November 2025", shipment.to("TR")));
    }

    static Stream<Story> timber() {
        Alert timber = new Alert("UN-LR-1521-10-TIMBER", "S/RES/1521 (2003), para. 10", POSSIBLE, PARTIAL_CODE);
        Shipment logs = shipment("4403.49", "LR", "FR").origin("LR");
        return Stream.of(
                story("Liberian logs, LR to FR, 2005", logs.on("2005-05-10"), timber),
                story("Liberian plywood, LR to FR, 2005", logs.goods("4412").on("2005-05-10"), timber),
                story(
                        "Liberian logs by way of Côte d'Ivoire, 2005",
                        logs.from("CI").on("2005-05-10"),
                        timber),
                story("Liberian logs, last day", logs.on("2006-06-19"), timber),
                story("Liberian logs, day of the lifting", logs.on("2006-06-20")),
                story(
                        "logs of Côte d'Ivoire, 2005",
                        logs.from("CI").origin("CI").on("2005-05-10")));
    }

    private static Story story(String name, Shipment shipment, Alert... alerts) {
        return new Story(name, shipment, List.of(alerts));
    }

    private static Shipment shipment(String code, String from, String to) {
        return new Shipment(code, from, to, null, null, null, null, null);
    }

    private static Alert alert(Finding finding) {
        Measure measure = finding.cause().orElseThrow();
        return new Alert(
                measure.measureId(),
                measure.instrument() + ", " + measure.provision(),
                finding.certainty(),
                finding.doubts().stream().findFirst().orElse(null));
    }

    /** What an alert says: the first doubt in the order of alerts, or null where it is certain. */
    private record Alert(
            String measureId,
            String provision,
            Certainty certainty,
            @Nullable Doubt firstDoubt) {}

    private record Story(String name, Shipment shipment, List<Alert> alerts) {
        @Override
        public String toString() {
            return name + (alerts.isEmpty() ? ": nothing" : ": alert");
        }
    }

    /** One piece of goods; the value is in euro. */
    private record Shipment(
            String code,
            String from,
            String to,
            @Nullable String origin,
            @Nullable Integer value,
            @Nullable LocalDate day,
            @Nullable LocalDate contract,
            @Nullable String vessel) {

        Shipment goods(String other) {
            return new Shipment(other, from, to, origin, value, day, contract, vessel);
        }

        Shipment from(String country) {
            return new Shipment(code, country, to, origin, value, day, contract, vessel);
        }

        Shipment to(String country) {
            return new Shipment(code, from, country, origin, value, day, contract, vessel);
        }

        Shipment origin(String country) {
            return new Shipment(code, from, to, country, value, day, contract, vessel);
        }

        Shipment worth(int euro) {
            return new Shipment(code, from, to, origin, euro, day, contract, vessel);
        }

        Shipment on(String moved) {
            return new Shipment(code, from, to, origin, value, LocalDate.parse(moved), contract, vessel);
        }

        Shipment contract(String made) {
            return new Shipment(code, from, to, origin, value, day, LocalDate.parse(made), vessel);
        }

        Shipment by(String name) {
            return new Shipment(code, from, to, origin, value, day, contract, name);
        }

        Transfer transfer() {
            GoodsItem item = new GoodsItem(
                    1,
                    code,
                    null,
                    null,
                    null,
                    origin,
                    BigDecimal.ONE,
                    "C62",
                    null,
                    value == null ? null : new Money(BigDecimal.valueOf(value), "EUR"));
            TransferBuilder transfer = Transfer.builder(
                            "story",
                            Objects.requireNonNull(day)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant())
                    .countryOfDispatch(from)
                    .countryOfDestination(to)
                    .goodsItem(item);
            if (contract != null) {
                transfer.contractDate(contract);
            }
            if (vessel != null) {
                transfer.transport(new Transport(vessel, null));
            }
            return transfer.build();
        }
    }
}
