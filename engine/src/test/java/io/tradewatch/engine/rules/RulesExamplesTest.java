package io.tradewatch.engine.rules;

import static io.tradewatch.engine.generators.ItemDraft.item;
import static io.tradewatch.engine.generators.MeasureDraft.measure;
import static io.tradewatch.engine.generators.TransferDraft.transfer;
import static io.tradewatch.engine.rules.Example.outcome;
import static io.tradewatch.engine.rules.Example.screen;
import static io.tradewatch.engine.rules.Example.words;
import static io.tradewatch.engine.rules.Example.written;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.generators.TransferDraft;
import io.tradewatch.engine.model.Action;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Stop;
import io.tradewatch.engine.model.ViolationType;
import io.tradewatch.engine.model.Violations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The screening rules by example, rule by rule, all but goods and thresholds. "-" stands for absent; an outcome is "no",
 * "CERTAIN", or the doubts.
 */
class RulesExamplesTest {

    /** Rule 0. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    target | destination | outcome
                    KP     | KP          | CERTAIN
                    KP     | ' kp '      | CERTAIN
                    KP     | RU          | no
                    GR     | EL          | CERTAIN
                    GB     | UK          | CERTAIN
                    GB     | XI          | CERTAIN
                    GB     | xu          | CERTAIN
                    KP     | XZ          | UNKNOWN_DESTINATION
                    KP     | ZZ          | UNKNOWN_DESTINATION
                    KP     | ''          | UNKNOWN_DESTINATION
                    KP     | -           | UNKNOWN_DESTINATION
                    """)
    void shouldKnowACountryHoweverItIsWritten(String target, @Nullable String destination, String outcome) {
        List<Finding> findings =
                screen(transfer().from("DE").to(destination), measure("M").supplyTo(target));

        assertThat(outcome(findings)).isEqualTo(outcome);
    }

    /** Rule 0. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    country | location | outcome
                    KP      | -        | ROLE_NOT_DECISIVE
                    -       | KPNAM    | ROLE_NOT_DECISIVE
                    -       | KP NAM   | ROLE_NOT_DECISIVE
                    -       | KP-NAM   | ROLE_NOT_DECISIVE
                    N/A     | KPNAM    | ROLE_NOT_DECISIVE
                    -       | kp nam   | UNREADABLE_COUNTRY
                    -       | Nampo    | UNREADABLE_COUNTRY
                    -       | KPNA1    | UNREADABLE_COUNTRY
                    -       | ABCDE    | UNREADABLE_COUNTRY
                    -       | XZXXX    | no
                    -       | ' '      | no
                    ' '     | KPNAM    | ROLE_NOT_DECISIVE
                    RU      | KPNAM    | no
                    ZZ      | KPNAM    | ROLE_NOT_DECISIVE
                    -       | K        | UNREADABLE_COUNTRY
                    -       | -        | no
                    """)
    void shouldTakeAStopsCountryFromItsLocationWhenItHasNone(
            @Nullable String country, @Nullable String location, String outcome) {
        List<Finding> findings = screen(
                transfer().from("DE").to("CN").via(new Stop(country, location)),
                measure("M").supplyTo("KP"));

        assertThat(outcome(findings)).isEqualTo(outcome);
    }

    /** Rule 1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    revisions                         | knownAt              | counts
                    0@2017-12-22                      | -                    | 0
                    0@2017-12-22 1@2019-01-01         | -                    | 1
                    1@2019-01-01 0@2017-12-22         | -                    | 1
                    0@2017-12-22 1@2019-01-01         | 2019-01-01T00:00:00Z | 1
                    0@2017-12-22 1@2019-01-01         | 2018-12-31T23:59:59Z | 0
                    0@2017-12-22 1@2019-01-01         | 2017-12-21T23:59:59Z | no
                    0@2017-12-22 1@2019-01-01 revoked | -                    | no
                    0@2017-12-22 1@2019-01-01 revoked | 2018-12-31T23:59:59Z | 0
                    0@2020-01-01 1@2019-01-01         | 2019-06-01T00:00:00Z | 1
                    """)
    void shouldLetTheHighestKnownRevisionCount(String revisions, @Nullable Instant knownAt, String counts) {
        List<Measure> law = new ArrayList<>();
        String[] words = words(revisions);
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("revoked")) {
                continue;
            }
            String[] parts = words[i].split("@", 2);
            MeasureDraft draft = measure("M").revision(Integer.parseInt(parts[0]), parts[1] + "T00:00:00Z");
            boolean revoked = i + 1 < words.length && words[i + 1].equals("revoked");
            law.add((revoked ? draft.revoked() : draft).build());
        }

        List<Finding> findings = new Screening(
                        MeasureIndex.compile(Example.law(law), knownAt), Screening.DEFAULT_MAX_VIOLATIONS)
                .screen(transfer().from("RU").to("KP").build());

        assertThat(findings.stream()
                        .map(finding -> finding.cause().orElseThrow().revision() + ""))
                .isEqualTo(counts.equals("no") ? List.of() : List.of(counts));
    }

    /** Rule 2. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    from       | to         | occurredAt               | outcome
                    2017-12-22 | -          | 2017-12-21T23:59:59.999Z | no
                    2017-12-22 | -          | 2017-12-22T00:00:00Z     | CERTAIN
                    2017-12-22 | -          | 2024-02-18T00:00:00Z     | CERTAIN
                    2017-12-22 | 2018-01-01 | 2017-12-31T23:59:59.999Z | CERTAIN
                    2017-12-22 | 2018-01-01 | 2018-01-01T00:00:00Z     | no
                    2017-12-22 | -          | 2017-12-22T01:00:00+02:00 | no
                    """)
    void shouldApplyAMeasureFromItsFirstDayToTheDayBeforeItsEnd(
            String from, @Nullable String to, String occurredAt, String outcome) {
        MeasureDraft measure = measure("M").from(from);

        List<Finding> findings =
                screen(transfer().at(occurredAt).from("RU").to("KP"), to == null ? measure : measure.to(to));

        assertThat(outcome(findings)).isEqualTo(outcome);
    }

    /** Rule 2: textiles, S/RES/2375: contracts before 2017-09-11 were spared until 2017-12-10. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    day        | contract   | outcome
                    2017-10-01 | 2017-09-10 | no
                    2017-10-01 | 2017-09-11 | CERTAIN
                    2017-10-01 | -          | CONTRACT_DATE_UNKNOWN
                    2017-12-09 | 2017-09-10 | no
                    2017-12-10 | 2017-09-10 | CERTAIN
                    2017-12-10 | -          | CERTAIN
                    """)
    void shouldSpareOldContractsWhileAMeasureWindsDown(String day, @Nullable String contract, String outcome) {
        List<Finding> findings = screen(
                transfer().on(day).contracted(contract).from("KP").to("CN"),
                measure("M").procurementFrom("KP").from("2017-09-11").windDown("2017-09-11", "2017-12-10"));

        assertThat(outcome(findings)).isEqualTo(outcome);
    }

    /** Rule 3. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    targets | roles                     | from | to | consignee | endUser | stops | outcome           | matches
                    KP      | -                         | RU   | KP | -         | -       | -     | CERTAIN           | DESTINATION:KP
                    KP      | -                         | -    | KP | -         | -       | -     | CERTAIN           | DESTINATION:KP
                    KP      | -                         | KP   | KP | KP        | KP      | KP    | no                | -
                    KP      | -                         | RU   | CN | kp        | -       | -     | CERTAIN           | CONSIGNEE:KP
                    KP      | -                         | RU   | CN | -         | KP      | -     | CERTAIN           | END_USER:KP
                    KP      | -                         | RU   | CN | -         | -       | DE KP | ROLE_NOT_DECISIVE | TRANSIT:KP
                    KP      | -                         | RU   | KP | CN        | KP      | KP KP | CERTAIN           | DESTINATION:KP END_USER:KP TRANSIT:KP
                    KP      | TRANSIT                   | RU   | CN | -         | -       | KP    | CERTAIN           | TRANSIT:KP
                    KP      | DESTINATION               | RU   | CN | KP        | KP      | KP    | no                | -
                    KP      | ex DESTINATION, CONSIGNEE | RU   | KP | -         | -       | -     | ROLE_NOT_DECISIVE | DESTINATION:KP
                    KP      | ex DESTINATION, CONSIGNEE | RU   | KP | KP        | -       | -     | CERTAIN           | DESTINATION:KP CONSIGNEE:KP
                    KP RU   | -                         | RU   | KP | RU        | -       | -     | CERTAIN           | DESTINATION:KP
                    KP RU   | -                         | DE   | RU | -         | KP      | RU KP | CERTAIN           | DESTINATION:RU END_USER:KP TRANSIT:KP TRANSIT:RU
                    EU      | -                         | US   | GB | DE        | -       | -     | CERTAIN           | DESTINATION:GB CONSIGNEE:DE
                    """)
    void shouldMatchSupplyToATargetInItsRoles(
            String targets,
            @Nullable String roles,
            @Nullable String from,
            String to,
            @Nullable String consignee,
            @Nullable String endUser,
            @Nullable String stops,
            String outcome,
            @Nullable String matches) {
        TransferDraft transfer =
                transfer().from(from).to(to).consignee(consignee).endUser(endUser);

        List<Finding> findings = screen(
                transfer.via(stops(stops)),
                measure("M").supplyTo(words(targets)).roles(Example.list(roles)));

        assertThat(outcome(findings)).isEqualTo(outcome);
        assertThat(findings.stream().map(finding -> written(finding.matches())))
                .isEqualTo(matches == null ? List.of() : List.of(matches));
    }

    /** Rule 3. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    roles           | origin | from | consignor | stops | to | outcome           | matches
                    -               | KP     | CN   | -         | -     | RU | CERTAIN           | ORIGIN:KP
                    -               | -      | KP   | KP        | -     | RU | CERTAIN           | DISPATCH:KP CONSIGNOR:KP
                    -               | CN     | CN   | -         | KP    | RU | no                | -
                    -               | KP     | KP   | KP        | -     | KP | no                | -
                    TRANSIT, ORIGIN | KP     | CN   | KP        | KP    | RU | CERTAIN           | ORIGIN:KP TRANSIT:KP
                    ex TRANSIT      | KP     | KP   | KP        | KP    | RU | ROLE_NOT_DECISIVE | TRANSIT:KP
                    """)
    void shouldMatchProcurementFromATargetInItsRoles(
            @Nullable String roles,
            @Nullable String origin,
            String from,
            @Nullable String consignor,
            @Nullable String stops,
            String to,
            String outcome,
            @Nullable String matches) {
        TransferDraft transfer =
                transfer().from(from).to(to).consignor(consignor).via(stops(stops));

        List<Finding> findings = screen(
                transfer.items(item(1, "270112").origin(origin)),
                measure("M").procurementFrom("KP").roles(Example.list(roles)));

        assertThat(outcome(findings)).isEqualTo(outcome);
        assertThat(findings.stream().map(finding -> written(finding.matches())))
                .isEqualTo(matches == null ? List.of() : List.of(matches));
    }

    /** Rule 4. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    boundBy | day        | from | consignor | stops | flag | outcome                 | jurisdiction
                    -       | 2020-12-31 | CN   | -         | -     | -    | CERTAIN                 | -
                    EU      | 2020-12-31 | GB   | -         | -     | -    | CERTAIN                 | DISPATCH:GB
                    EU      | 2021-01-01 | GB   | -         | -     | -    | no                      | -
                    EU      | 2021-01-01 | GB   | DE        | -     | -    | CERTAIN                 | CONSIGNOR:DE
                    EU      | 2021-01-01 | EL   | DE        | DE    | DE   | CERTAIN                 | DISPATCH:GR CONSIGNOR:DE
                    EU      | 2021-01-01 | CN   | -         | -     | -    | no                      | -
                    EU US   | 2021-01-01 | US   | -         | -     | -    | CERTAIN                 | DISPATCH:US
                    EU      | 2021-01-01 | -    | -         | -     | -    | JURISDICTION_UNKNOWN    | -
                    EU      | 2021-01-01 | XZ   | ''        | DE    | DE   | JURISDICTION_UNKNOWN    | -
                    EU      | 2021-01-01 | -    | CN        | -     | -    | no                      | -
                    EU      | 2021-01-01 | CN   | -         | GR DE | -    | JURISDICTION_BY_PASSAGE | TRANSIT:DE TRANSIT:GR
                    EU      | 2021-01-01 | CN   | -         | DE    | EL   | JURISDICTION_BY_PASSAGE | TRANSIT:DE FLAG:GR
                    EU      | 2021-01-01 | CN   | -         | GB    | GB   | no                      | -
                    """)
    void shouldBindASupplyWhereTheLawApplies(
            @Nullable String boundBy,
            String day,
            @Nullable String from,
            @Nullable String consignor,
            @Nullable String stops,
            @Nullable String flag,
            String outcome,
            @Nullable String jurisdiction) {
        TransferDraft transfer =
                transfer().on(day).from(from).consignor(consignor).to("KP").flag(flag);

        List<Finding> findings = screen(transfer.via(stops(stops)), measure("M").boundBy(words(boundBy)));

        assertThat(outcome(findings)).isEqualTo(outcome);
        assertThat(jurisdiction(findings)).isEqualTo(jurisdiction);
    }

    /** Rule 4: what merely passes does not bind procurement. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    to | consignee | stops | flag | outcome                                  | jurisdiction
                    DE | -         | -     | -    | CERTAIN                                  | DESTINATION:DE
                    CN | GR        | -     | -    | CERTAIN                                  | CONSIGNEE:GR
                    CN | -         | DE    | DE   | no                                       | -
                    """)
    void shouldBindProcurementWhereTheLawApplies(
            String to,
            @Nullable String consignee,
            @Nullable String stops,
            @Nullable String flag,
            String outcome,
            @Nullable String jurisdiction) {
        TransferDraft transfer =
                transfer().from("KP").to(to).consignee(consignee).flag(flag);

        List<Finding> findings = screen(
                transfer.via(stops(stops)), measure("M").procurementFrom("KP").boundBy("EU"));

        assertThat(outcome(findings)).isEqualTo(outcome);
        assertThat(jurisdiction(findings)).isEqualTo(jurisdiction);
    }

    /** Rules 7 and 8. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    action          | condition    | type             | outcome
                    PROHIBIT        | -            | PROHIBITED       | CERTAIN
                    REQUIRE_LICENCE | -            | LICENCE_REQUIRED | CERTAIN
                    MONITOR         | -            | MONITORED        | CERTAIN
                    PROHIBIT        | a yearly cap | PROHIBITED       | CONDITION_NOT_DECIDABLE
                    """)
    void shouldSayWhatTheMeasureAsksForAndDoubtWhatNoTransferShows(
            Action action, @Nullable String condition, ViolationType type, String outcome) {
        MeasureDraft measure = measure("M").action(action);

        List<Finding> findings =
                screen(transfer().from("RU").to("KP"), condition == null ? measure : measure.condition(condition));

        assertThat(findings).extracting(Finding::type).containsExactly(type);
        assertThat(outcome(findings)).isEqualTo(outcome);
    }

    /** Rule 9; computed with {@code printf 'T-1\x1f1\x1fUN-KP-2397-7-VEHICLES' | sha256sum}, and so on. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
                    transferId | itemNumber | measureId              | violationId
                    T-1        | 1          | UN-KP-2397-7-VEHICLES  | 06b472bfbcd7e111f4bdc2f485f60653
                    T-1        | 0          | UNSCREENABLE           | 630ec38caea0ce70a6838af066685885
                    Ü-1        | 12         | M                      | 352c0ab2409a99ec475bd2a6f26f336f
                    """)
    void shouldIdentifyAViolationByTransferItemAndMeasure(
            String transferId, int itemNumber, String measureId, String violationId) {
        assertThat(Violations.id(transferId, itemNumber, measureId)).isEqualTo(violationId);
    }

    /** Rules 9 and 10: one for each item and measure, by item, then by measure. */
    @Test
    void shouldOrderFindingsByItemThenByMeasure() {
        List<Finding> findings = screen(
                transfer().from("RU").to("ZZ").endUser("KP").items(item(2, "8703"), item(1, "8703"), item(3, null)),
                measure("Z").goods("87"),
                measure("A").goods("87", "8703", "*"));

        assertThat(findings.stream().map(finding -> finding.itemNumber() + " " + finding.measureId()))
                .containsExactly("0 UNSCREENABLE", "1 A", "1 Z", "2 A", "2 Z", "3 A", "3 UNSCREENABLE");
    }

    /** Rule 10. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    code    | to | goods  | except  | findings
                    -       | KP | 87     | -       | UNSCREENABLE MISSING_CODE
                    ''      | KP | 87     | -       | UNSCREENABLE MISSING_CODE
                    8703.2  | KP | 87     | -       | UNSCREENABLE UNUSABLE_CODE
                    n/a     | KP | 87     | 8703    | UNSCREENABLE UNUSABLE_CODE
                    -       | KP | *      | -       | M
                    8703.2  | KP | *      | -       | M
                    8703.2  | KP | 87, *  | -       | M
                    8703.2  | KP | *      | 8703    | M EXCEPTION_NOT_DECIDABLE
                    8703.2  | DE | 87     | -       | -
                    870323  | -  | 87     | -       | UNSCREENABLE UNKNOWN_DESTINATION
                    """)
    void shouldSayWhatCouldNotBeScreened(
            @Nullable String code,
            @Nullable String to,
            String goods,
            @Nullable String except,
            @Nullable String findings) {
        List<Finding> found = screen(
                transfer().from("RU").to(to).items(item(1, code)),
                measure("M").goods(Example.list(goods)).except(Example.list(except)));

        assertThat(found.stream()
                        .map(finding ->
                                (finding.measureId() + " " + Example.joined(finding.doubts().stream())).strip()))
                .isEqualTo(findings == null ? List.of() : List.of(findings));
    }

    /** Rule 11. */
    @Test
    void shouldFindNothingInACancelledTransfer() {
        assertThat(screen(transfer().from("RU").to("KP").cancelled(), measure("M")))
                .isEmpty();
        assertThat(screen(transfer().cancelled(), measure("M"))).isEmpty();
    }

    private static Stop[] stops(@Nullable String countries) {
        List<Stop> stops = new ArrayList<>();
        for (String country : words(countries)) {
            stops.add(new Stop(country, null));
        }
        return stops.toArray(Stop[]::new);
    }

    private static @Nullable String jurisdiction(List<Finding> findings) {
        Finding finding = Example.only(findings);
        return finding == null ? null : written(finding.jurisdiction());
    }
}
