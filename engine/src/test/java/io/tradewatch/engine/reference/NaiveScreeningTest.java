package io.tradewatch.engine.reference;

import static io.tradewatch.engine.generators.ItemDraft.item;
import static io.tradewatch.engine.generators.MeasureDraft.measure;
import static io.tradewatch.engine.generators.TransferDraft.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.generators.TransferDraft;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Classification;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Money;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.RoleCountry;
import io.tradewatch.engine.model.Stop;
import io.tradewatch.engine.model.Threshold;
import io.tradewatch.engine.model.UnreadableCountry;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.engine.rules.Screening;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the plain implementation says of examples, each expected by hand from the text of the rules. "-" stands for
 * absent; an outcome is "no", "CERTAIN", or the doubts.
 */
class NaiveScreeningTest {
    private static final ReferenceTable COUNTRIES = table(
            ReferenceTable.COUNTRIES,
            "code;canonical;until;alpha3;numeric;names",
            "KP;KP;;PRK;408;North Korea|Korea, Dem. People's Rep.|Korea (North)|Democratic People's Republic of Korea",
            "KR;KR;;KOR;410;South Korea|Korea, Rep.",
            "RU;RU;;RUS;643;Russia|Russian Federation",
            "CN;CN;;CHN;156;China",
            "DE;DE;;DEU;276;Germany",
            "GB;GB;;GBR;826;United Kingdom",
            "GR;GR;;GRC;300;Greece",
            "NL;NL;;NLD;528;Netherlands|The Netherlands",
            "PL;PL;;POL;616;Poland",
            "RO;RO;;ROU;642;Romania",
            "NA;NA;;NAM;516;Namibia",
            "PY;PY;;PRY;600;Paraguay",
            "AE;AE;;ARE;784;United Arab Emirates|UAE",
            "BE;BE;;BEL;056;Belgium",
            "AL;AL;;ALB;008;Albania",
            "CI;CI;;CIV;384;C\u00f4te d'Ivoire|Ivory Coast",
            "CD;CD;;COD;180;Congo (Kinshasa)|Congo",
            "CG;CG;;COG;178;Congo (Brazzaville)|Congo",
            "EL;GR;;;;",
            "UK;GB;;;;",
            "XI;GB;;;;",
            "XU;GB;;;;",
            "ZR;CD;;ZAR;;Zaire",
            "YU;YU;2003-02-04;YUG;891;Yugoslavia",
            "CS;CS;2006-06-03;SCG;891;Serbia and Montenegro");

    private static final ReferenceTable GROUPS = table(
            ReferenceTable.COUNTRY_GROUPS,
            "group;country;from;to",
            "EU;DE;1958-01-01;",
            "EU;GB;1973-01-01;2021-01-01",
            "EU;GR;1981-01-01;");

    private static final ReferenceTable LOCATIONS =
            table(ReferenceTable.LOCATIONS, "code;name", "KPNAM;Nampo", "NLRTM;Rotterdam", "EUABC;Nowhere");

    /** Of two readings one may stand here, both (100100 and 010010), or none. */
    private static final ReferenceTable CODES = table(
            ReferenceTable.HS_CODES,
            "edition;code",
            "HS2017;870324",
            "HS2022;870324",
            "HS2012;030617",
            "HS2007;010121",
            "HS2017;100100",
            "HS2022;010010");

    private static final ReferenceTable CORRELATION = table(
            ReferenceTable.HS_CORRELATION,
            "edition_from;code_from;edition_to;code_to",
            "HS2022;854231;HS2017;854231",
            "HS2022;854239;HS2017;854231",
            "HS2022;854239;HS2017;854239");

    private static final ReferenceTable RATES =
            table(ReferenceTable.EXCHANGE_RATES, "date;from;to;rate", "2018-06-01;EUR;USD;1.25");

    private static final List<ReferenceTable> TABLES = List.of(COUNTRIES, GROUPS, LOCATIONS, CODES, CORRELATION, RATES);

    private static final String SEA = "somewhere beyond the sea ";

    /** Rule 0: alpha-2, alpha-3, numbers, names, and what surrounds them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    destination                               | target | outcome
                    KP                                        | KP     | CERTAIN
                    kp                                        | KP     | CERTAIN
                    ' KP\u00a0'                               | KP     | CERTAIN
                    \uff2b\uff30                              | KP     | CERTAIN
                    K\u200bP                                  | KP     | CERTAIN
                    K.P.                                      | KP     | CERTAIN
                    PRK                                       | KP     | CERTAIN
                    P.R.K.                                    | KP     | CERTAIN
                    408                                       | KP     | CERTAIN
                    56                                        | BE     | CERTAIN
                    056                                       | BE     | CERTAIN
                    8                                         | AL     | CERTAIN
                    North Korea                               | KP     | CERTAIN
                    'NORTH \u00a0 KOREA'                      | KP     | CERTAIN
                    Korea (North)                             | KP     | CERTAIN
                    KOREA - NORTH                             | KP     | CERTAIN
                    Korea, Dem. People's Rep.                 | KP     | CERTAIN
                    Korea, Dem. People\u2019s Rep             | KP     | CERTAIN
                    the Democratic People's Republic of Korea | KP     | CERTAIN
                    The Netherlands                           | NL     | CERTAIN
                    Netherlands                               | NL     | CERTAIN
                    C\u00f4te d'Ivoire                        | CI     | CERTAIN
                    cote d ivoire                             | CI     | CERTAIN
                    CO\u0302TE D'IVOIRE                       | CI     | CERTAIN
                    UAE                                       | AE     | CERTAIN
                    U.A.E.                                    | AE     | CERTAIN
                    EL                                        | GR     | CERTAIN
                    UK                                        | GB     | CERTAIN
                    XI                                        | GB     | CERTAIN
                    xu                                        | GB     | CERTAIN
                    GBR                                       | GB     | CERTAIN
                    ZR                                        | CD     | CERTAIN
                    ZAR                                       | CD     | CERTAIN
                    Zaire                                     | CD     | CERTAIN
                    DE                                        | KP     | no
                    -                                         | KP     | UNKNOWN_DESTINATION
                    ''                                        | KP     | UNKNOWN_DESTINATION
                    '\u200b \u2003'                           | KP     | UNKNOWN_DESTINATION
                    ' - '                                     | KP     | UNKNOWN_DESTINATION
                    n/a                                       | KP     | UNKNOWN_DESTINATION
                    null                                      | KP     | UNKNOWN_DESTINATION
                    None                                      | KP     | UNKNOWN_DESTINATION
                    ' unknown '                               | KP     | UNKNOWN_DESTINATION
                    'Not  Specified'                          | KP     | UNKNOWN_DESTINATION
                    XX                                        | KP     | UNKNOWN_DESTINATION
                    ZZ                                        | KP     | UNKNOWN_DESTINATION
                    xz                                        | KP     | UNKNOWN_DESTINATION
                    Korea                                     | KP     | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    EU                                        | DE     | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    Atlantis                                  | KP     | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    KPR                                       | KP     | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    K P                                       | KP     | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    Congo                                     | CD     | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    891                                       | YU     | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    999                                       | KP     | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    4080                                      | KP     | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    \u0664\u0660\u0668                        | KP     | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    X.X.                                      | KP     | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    '...'                                     | KP     | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    '***'                                     | KP     | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    """)
    void shouldReadACountryHoweverItIsWritten(@Nullable String destination, String target, String outcome) {
        assertThat(outcome(screen(
                        transfer().from("PL").to(destination), measure("M").supplyTo(target))))
                .isEqualTo(outcome);
    }

    /** Rule 0: a withdrawn code with several successors. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
                    destination | day        | outcome
                    YU          | 2003-02-03 | CERTAIN
                    YUG         | 2003-02-03 | CERTAIN
                    Yugoslavia  | 2003-02-03 | CERTAIN
                    YU          | 2003-02-04 | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    YUG         | 2003-02-04 | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    Yugoslavia  | 2003-02-05 | UNKNOWN_DESTINATION UNREADABLE_COUNTRY
                    """)
    void shouldKnowAWithdrawnCodeUntilItsDay(String destination, String day, String outcome) {
        assertThat(outcome(screen(
                        transfer().on(day).from("PL").to(destination),
                        measure("M").supplyTo("YU"))))
                .isEqualTo(outcome);
    }

    @Test
    void shouldReadOnlyCodesByATableOfTheOldForm() {
        List<ReferenceTable> old =
                List.of(table(ReferenceTable.COUNTRIES, "code;canonical", "KP;KP", "PL;PL", "EL;GR"));
        MeasureDraft measure = measure("M").supplyTo("KP");

        assertThat(outcome(screen(old, transfer().from("PL").to("K.P."), measure)))
                .isEqualTo("CERTAIN");
        assertThat(outcome(screen(old, transfer().from("PL").to("PRK"), measure)))
                .isEqualTo("UNKNOWN_DESTINATION UNREADABLE_COUNTRY");
        assertThat(outcome(screen(old, transfer().from("PL").to("***"), measure)))
                .isEqualTo("UNKNOWN_DESTINATION UNREADABLE_COUNTRY");
    }

    /** Rule 0: stops, where the table of locations is published. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    country   | location  | outcome
                    KP        | -         | ROLE_NOT_DECISIVE
                    PRK       | Hamburg   | ROLE_NOT_DECISIVE
                    -         | KPNAM     | ROLE_NOT_DECISIVE
                    -         | KP NAM    | ROLE_NOT_DECISIVE
                    -         | KP-NAM    | ROLE_NOT_DECISIVE
                    -         | ' KPNAM ' | ROLE_NOT_DECISIVE
                    ' '       | KPNAM     | ROLE_NOT_DECISIVE
                    N/A       | KPNAM     | ROLE_NOT_DECISIVE
                    ZZ        | KPNAM     | ROLE_NOT_DECISIVE
                    RU        | KPNAM     | no
                    -         | NLRTM     | no
                    -         | -         | no
                    -         | ''        | no
                    -         | '\u200b ' | no
                    -         | kpnam     | UNREADABLE_COUNTRY
                    -         | KPABC     | UNREADABLE_COUNTRY
                    -         | EUABC     | UNREADABLE_COUNTRY
                    -         | Rotterdam | UNREADABLE_COUNTRY
                    -         | Berbera   | UNREADABLE_COUNTRY
                    -         | Nampo     | UNREADABLE_COUNTRY
                    -         | Pyongyang | UNREADABLE_COUNTRY
                    -         | KP        | UNREADABLE_COUNTRY
                    -         | N/A       | UNREADABLE_COUNTRY
                    -         | '--'      | UNREADABLE_COUNTRY
                    Atlantis  | KPNAM     | UNREADABLE_COUNTRY
                    """)
    void shouldTakeAStopsCountryFromTheCodeOfItsLocation(
            @Nullable String country, @Nullable String location, String outcome) {
        assertThat(outcome(screen(
                        transfer().from("DE").to("CN").via(new Stop(country, location)),
                        measure("M").supplyTo("KP"))))
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
                    location  | outcome
                    KPABC     | ROLE_NOT_DECISIVE
                    KP2A9     | ROLE_NOT_DECISIVE
                    KP1AA     | UNREADABLE_COUNTRY
                    EUABC     | UNREADABLE_COUNTRY
                    XZABC     | no
                    ROTTE     | no
                    Rotterdam | UNREADABLE_COUNTRY
                    """)
    void shouldTakeTheFormOfALocationForEnoughWhereNoTableIsPublished(String location, String outcome) {
        List<ReferenceTable> tables =
                TABLES.stream().filter(table -> !table.equals(LOCATIONS)).toList();

        assertThat(outcome(screen(
                        tables,
                        transfer().from("DE").to("CN").via(new Stop(null, location)),
                        measure("M").supplyTo("KP"))))
                .isEqualTo(outcome);
    }

    /** Rule 10, with the texts as written. */
    @Test
    void shouldTellWhatCouldNotBeReadInTheOrderOfTheRoles() {
        Finding finding = only(screen(
                transfer()
                        .from("Ruritania")
                        .to("Korea")
                        .consignor("EU")
                        .consignee(" Atlantis ")
                        .endUser("DE")
                        .via(
                                new Stop(null, "Nampo"),
                                new Stop("Zembla", null),
                                new Stop("N/A", "Nampo"),
                                new Stop("CN", "Nampo"))
                        .flag("123456"),
                measure("M").supplyTo("KP")));

        assertThat(finding.itemNumber()).isZero();
        assertThat(finding.measureId()).isEqualTo(Violations.UNSCREENABLE);
        assertThat(finding.matches()).isEmpty();
        assertThat(finding.doubts()).containsExactly(Doubt.UNKNOWN_DESTINATION, Doubt.UNREADABLE_COUNTRY);
        assertThat(finding.unreadable())
                .containsExactly(
                        new UnreadableCountry(Role.DESTINATION, "Korea"),
                        new UnreadableCountry(Role.CONSIGNEE, " Atlantis "),
                        new UnreadableCountry(Role.DISPATCH, "Ruritania"),
                        new UnreadableCountry(Role.CONSIGNOR, "EU"),
                        new UnreadableCountry(Role.TRANSIT, "Nampo"),
                        new UnreadableCountry(Role.TRANSIT, "Zembla"),
                        new UnreadableCountry(Role.FLAG, "123456"));
    }

    @Test
    void shouldTellOneHundredCharactersOfALongText() {
        Finding finding = only(screen(transfer().from("DE").to("CN").consignee(SEA.repeat(5)), measure("M")));

        assertThat(finding.unreadable()).containsExactly(new UnreadableCountry(Role.CONSIGNEE, SEA.repeat(4)));
    }

    @Test
    void shouldTellAnUnreadableOriginForItsItemWhateverTheMeasuresSay() {
        List<Finding> findings = screen(
                transfer()
                        .from("DE")
                        .to("CN")
                        .items(
                                item(1, "870324"),
                                item(2, "870324").origin("EU"),
                                item(3, "-").origin("DE")),
                measure("M").supplyTo("KP"));

        assertThat(outcome(findings)).isEqualTo("UNREADABLE_COUNTRY");
        assertThat(only(findings).itemNumber()).isEqualTo(2);
        assertThat(only(findings).unreadable()).containsExactly(new UnreadableCountry(Role.ORIGIN, "EU"));
    }

    @Test
    void shouldTellOfItemZeroAndOfTheTransferInOneViolation() {
        Finding finding = only(screen(
                transfer()
                        .on("1989-12-31")
                        .from("Ruritania")
                        .to("CN")
                        .consignee("KP")
                        .endUser("Zembla")
                        .items(item(0, "1").origin("EU"), item(1, "010121")),
                measure("M")
                        .supplyTo("KP")
                        .from("1980-01-01")
                        .goods("01")
                        .from("1980-01-01")
                        .goods("8703")));

        assertThat(finding.itemNumber()).isZero();
        assertThat(outcome(List.of(finding))).isEqualTo("IMPLAUSIBLE_DATE UNREADABLE_COUNTRY");
        assertThat(finding.unreadable())
                .containsExactly(
                        new UnreadableCountry(Role.END_USER, "Zembla"),
                        new UnreadableCountry(Role.ORIGIN, "EU"),
                        new UnreadableCountry(Role.DISPATCH, "Ruritania"));
    }

    /** Rule 10 and D. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    occurredAt                | occurredOn | outcome
                    1990-01-01T00:00:00Z      | -          | M CERTAIN
                    1989-12-31T23:59:59.999Z  | -          | UNSCREENABLE IMPLAUSIBLE_DATE, M CERTAIN
                    1990-01-01T00:00:00Z      | 1989-12-31 | UNSCREENABLE IMPLAUSIBLE_DATE, M CERTAIN
                    1989-12-31T23:00:00Z      | 1990-01-01 | M CERTAIN
                    1970-01-20T18:16:54Z      | -          | UNSCREENABLE IMPLAUSIBLE_DATE
                    """)
    void shouldTellADateThatNobodyReportedAndJudgeTheMeasuresAsAlways(
            String occurredAt, @Nullable String occurredOn, String outcome) {
        assertThat(listed(screen(
                        transfer()
                                .at(occurredAt)
                                .declaredOn(occurredOn)
                                .from("DE")
                                .to("KP"),
                        measure("M").from("1980-01-01"))))
                .isEqualTo(outcome);
    }

    /** D: a declaration of 22 December in Seoul, where the day begins at 15:00 UTC. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    occurredAt           | occurredOn | outcome
                    2017-12-21T15:00:00Z | -          | no
                    2017-12-21T15:00:00Z | 2017-12-22 | CERTAIN
                    2017-12-22T15:00:00Z | 2017-12-23 | CERTAIN
                    2017-12-22T02:00:00Z | 2017-12-21 | no
                    """)
    void shouldJudgeByTheDeclaredDay(String occurredAt, @Nullable String occurredOn, String outcome) {
        assertThat(outcome(screen(
                        transfer()
                                .at(occurredAt)
                                .declaredOn(occurredOn)
                                .from("CN")
                                .to("KP"),
                        measure("M").from("2017-12-22"))))
                .isEqualTo(outcome);
    }

    /** Rule 4, supply. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    boundBy   | dispatch  | consignor | flag | outcome                                 | jurisdiction
                    -         | CN        | CN        | -    | CERTAIN                                 | -
                    EU        | DE        | CN        | -    | CERTAIN                                 | DISPATCH:DE
                    EU        | Germany   | 276       | -    | CERTAIN                                 | DISPATCH:DE CONSIGNOR:DE
                    EU        | CN        | -         | -    | no                                      | -
                    EU        | -         | -         | GR   | JURISDICTION_UNKNOWN                    | -
                    EU        | Ruritania | -         | GR   | JURISDICTION_UNKNOWN UNREADABLE_COUNTRY | -
                    EU        | Ruritania | CN        | -    | UNREADABLE_COUNTRY                      | -
                    EU        | CN        | -         | GR   | JURISDICTION_BY_PASSAGE                 | FLAG:GR
                    NOBODY    | CN        | CN        | CN   | JURISDICTION_UNKNOWN                    | -
                    eu        | DE        | DE        | -    | JURISDICTION_UNKNOWN                    | -
                    NOBODY EU | CN        | CN        | GR   | JURISDICTION_UNKNOWN                    | -
                    NOBODY EU | CN        | GR        | -    | CERTAIN                                 | CONSIGNOR:GR
                    ' de'     | DE        | -         | -    | CERTAIN                                 | DISPATCH:DE
                    YU        | CN        | -         | -    | no                                      | -
                    """)
    void shouldBindByTheDecidingCountriesThenForWantOfATableThenByPassage(
            @Nullable String boundBy,
            @Nullable String dispatch,
            @Nullable String consignor,
            @Nullable String flag,
            String outcome,
            @Nullable String jurisdiction) {
        String[] names = boundBy == null ? new String[0] : boundBy.split("(?<=\\S) ", -1);
        List<Finding> findings = screen(
                transfer().from(dispatch).consignor(consignor).flag(flag).to("KP"),
                measure("M").boundBy(names));

        String doubts = findings.stream()
                .flatMap(finding -> finding.doubts().stream())
                .sorted()
                .map(Doubt::name)
                .collect(Collectors.joining(" "));
        assertThat(findings.isEmpty() ? "no" : doubts.isEmpty() ? "CERTAIN" : doubts)
                .isEqualTo(outcome);
        List<RoleCountry> binding = findings.stream()
                .flatMap(finding -> finding.jurisdiction().stream())
                .toList();
        assertThat(written(binding)).isEqualTo(jurisdiction);
    }

    @Test
    void shouldBeInDoubtOfABindingGroupWhereNoGroupsArePublished() {
        List<ReferenceTable> tables =
                TABLES.stream().filter(table -> !table.equals(GROUPS)).toList();

        assertThat(outcome(screen(
                        tables, transfer().from("CN").to("KP"), measure("M").boundBy("EU"))))
                .isEqualTo("JURISDICTION_UNKNOWN");
    }

    /** Rule 5: how a code is read; all goods of the chapters are banned, one measure a chapter. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", useHeadersInDisplayName = true, textBlock = """
                    code                   | reading
                    8703.24                | 870324
                    8703/24                | 870324
                    8703-24                | 870324
                    ' 87 03 24 '           | 870324
                    8703.24.90             | 870324
                    .8703.24.              | 870324
                    '="870324"'            | 870324
                    '=" 870324 "'          | 870324
                    '''870324'             | 870324
                    '="''870324"'          | 870324
                    '=''870324'            | UNUSABLE_CODE
                    HS 8703.24             | 870324
                    HS8703.24              | 870324
                    hs: 8703.24            | 870324
                    HS CODE 8703.24        | 870324
                    'Hs \u00a0 code: 870324' | 870324
                    CN 8703 24             | 870324
                    HTS:8703.24            | 870324
                    taric 8703249000       | 870324
                    HS HS 870324           | UNUSABLE_CODE
                    870324 HS              | 870324
                    87HS                   | UNUSABLE_CODE
                    \ufeff870324           | 870324
                    87\u200b0324           | 870324
                    \uff18\uff17\uff10\uff13\uff12\uff14 | 870324
                    '\u00a0870324\u2003'   | 870324
                    8703\u00a024           | 870324
                    '8703\t24'             | UNUSABLE_CODE
                    8703,24                | UNUSABLE_CODE
                    \u0668\u0667\u0660\u0663\u0662\u0664 | UNUSABLE_CODE
                    8703.24.10.110X        | 870324
                    870324X                | 870324
                    870324\u00e9           | 870324
                    87032X                 | UNUSABLE_CODE
                    8703X24                | UNUSABLE_CODE
                    870324*                | UNUSABLE_CODE
                    30617.0                | 030617
                    306.0                  | 0306
                    101.0                  | 0101
                    3.0                    | 03
                    8703.0                 | 8703
                    870324.0               | 870324
                    30617.00               | 030617
                    306.17                 | 030617
                    3.0617                 | 030617
                    3                      | 03
                    306                    | 0306
                    30617                  | 030617
                    3.06.17                | 030617
                    8703.2                 | UNUSABLE_CODE
                    870.324                | UNUSABLE_CODE
                    8703.241.0             | UNUSABLE_CODE
                    8703.24.000            | 870324
                    8703.24.90.00-5        | 870324
                    8.703.240              | UNUSABLE_CODE
                    870324910              | 870324
                    87032490000            | 870324
                    3061710                | 030617
                    30617100               | 306171
                    87032490000000         | 870324
                    870324900000000        | UNUSABLE_CODE
                    870324900000000.0      | UNUSABLE_CODE
                    00                     | UNUSABLE_CODE
                    7703                   | UNUSABLE_CODE
                    9803                   | UNUSABLE_CODE
                    7                      | 07
                    7703241                | 077032
                    9903241                | 099032
                    0070324                | UNUSABLE_CODE
                    '-'                    | UNUSABLE_CODE
                    '=""'                  | UNUSABLE_CODE
                    HS                     | UNUSABLE_CODE
                    none                   | MISSING_CODE
                    ''                     | MISSING_CODE
                    '\u200b \u2003'        | MISSING_CODE
                    """)
    void shouldReadACodeThroughWhatSpreadsheetsAndPeopleMakeOfIt(@Nullable String code, String reading) {
        List<MeasureDraft> everyChapter = new ArrayList<>();
        for (int chapter = 1; chapter <= 97; chapter++) {
            everyChapter.add(measure("M" + chapter).goods("%02d".formatted(chapter)));
        }

        Finding finding = only(screen(
                TABLES,
                transfer().from("DE").to("KP").items(item(1, code)),
                everyChapter.toArray(MeasureDraft[]::new)));

        Classification classification = finding.classification();
        assertThat(classification == null ? outcome(List.of(finding)) : String.join(" ", classification.codes()))
                .isEqualTo(reading);
    }

    /** Rule 5: two readings; of 1001000 both are subheadings, of 2501001 none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
                    code          | goods     | outcome           | codes
                    1001000       | 1001      | CODE_AMBIGUOUS    | 010010 100100
                    1001000       | 0100      | CODE_AMBIGUOUS    | 010010 100100
                    1001000       | 1001,0100 | CODE_AMBIGUOUS    | 010010 100100
                    1001000       | *         | CERTAIN           | 010010 100100
                    2501001       | 25        | CODE_AMBIGUOUS    | 025010 250100
                    2501001       | 25010050  | CODE_AMBIGUOUS    | 025010 250100
                    2501001       | 02        | CODE_AMBIGUOUS    | 025010 250100
                    8703241       | 87        | CERTAIN           | 870324
                    8703241       | 87032410  | CODE_NOT_SPECIFIC | 870324
                    8703241       | ex 8703   | PARTIAL_CODE      | 870324
                    8703241       | 08        | no                | -
                    1012100       | 0101      | CERTAIN           | 010121
                    1012100       | 1012      | no                | -
                    7703241       | 07        | CERTAIN           | 077032
                    8542391       | 854231    | EDITION_AMBIGUOUS | 854231 854239
                    """)
    void shouldTakeBothReadingsWhereNeitherOrBothAreSubheadings(
            String code, String goods, String outcome, String codes) {
        List<ReferenceTable> tables = new ArrayList<>(TABLES);
        tables.remove(CODES);
        List<List<String>> rows = new ArrayList<>(CODES.rows());
        rows.add(List.of("HS2022", "854239"));
        tables.add(new ReferenceTable(ReferenceTable.HS_CODES, CODES.columns(), rows));

        List<Finding> findings = screen(
                tables,
                transfer()
                        .from("DE")
                        .to("KP")
                        .items(item(1, code).edition(code.startsWith("8542") ? "HS2022" : "HS2017")),
                measure("M").goods(goods.split(",")));

        assertThat(outcome(findings)).isEqualTo(outcome);
        if (!findings.isEmpty()) {
            assertThat(String.join(" ", classification(only(findings)).codes())).isEqualTo(codes);
        }
    }

    @Test
    void shouldTakeBothReadingsWhereNoSubheadingsArePublished() {
        List<ReferenceTable> tables =
                TABLES.stream().filter(table -> !table.equals(CODES)).toList();

        Finding finding = only(screen(
                tables,
                transfer().from("DE").to("KP").items(item(1, "870324910")),
                measure("M").goods("87")));

        assertThat(finding.doubts()).containsExactly(Doubt.CODE_AMBIGUOUS);
        assertThat(finding.classification())
                .isEqualTo(new Classification(HsEdition.HS2017, false, List.of("087032", "870324"), "87"));
    }

    @Test
    void shouldKeepNationalDigitsOfAnOddNumberInTheSameTariff() {
        Finding finding = only(screen(
                transfer().from("DE").to("KP").items(item(1, "8703.24.910").tariff("HS-JP")),
                measure("M").tariff("HS-JP").goods("87032491")));

        assertThat(finding.doubts()).isEmpty();
        assertThat(classification(finding).codes()).containsExactly("870324910");
    }

    @Test
    void shouldFindTheEditionOfEachReadingByItself() {
        // 8542390 is 854239 of HS2017, which HS2022 splits; 085423 stays in HS2017.
        Finding finding = only(screen(
                transfer().on("2018-06-15").from("DE").to("KP").items(item(1, "8542390")),
                measure("M").writtenIn(HsEdition.HS2022).goods("854239")));

        assertThat(finding.doubts()).containsExactly(Doubt.CODE_AMBIGUOUS);
        assertThat(finding.classification())
                .isEqualTo(new Classification(HsEdition.HS2017, false, List.of("085423", "854239"), "854239"));
    }

    @Test
    void shouldLetAllGoodsMatchAnUnusableCode() {
        List<Finding> findings = screen(
                transfer().from("DE").to("KP").items(item(1, "8703.2")),
                measure("ALL"),
                measure("SOME").goods("87"),
                measure("UNLESS").goods("*").except("88"));

        assertThat(listed(findings))
                .isEqualTo("ALL CERTAIN, UNLESS EXCEPTION_NOT_DECIDABLE, UNSCREENABLE UNUSABLE_CODE");
    }

    /** Rule 6: over USD 300 each. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", useHeadersInDisplayName = true, textBlock = """
                    value    | currency | quantity | unit | netMass | outcome       | perPiece | rate | factor
                    300.01   | USD      | 1        | -    | -       | CERTAIN       | 300.01   | 1    | 1
                    300      | USD      | 1        | -    | -       | no            | -        | -    | -
                    0        | USD      | 1        | -    | -       | VALUE_UNKNOWN | -        | 1    | 1
                    -900     | USD      | 1        | C62  | -       | VALUE_UNKNOWN | -        | 1    | 1
                    0.01     | USD      | 1        | C62  | -       | VALUE_UNKNOWN | -        | 1    | 1
                    0.299999 | USD      | 1        | C62  | -       | VALUE_UNKNOWN | -        | 1    | 1
                    0.3      | USD      | 1        | C62  | -       | no            | -        | -    | -
                    3.599999 | USD      | 1        | DZN  | -       | VALUE_UNKNOWN | -        | 1    | 12
                    3.6      | USD      | 1        | DZN  | -       | no            | -        | -    | -
                    0.239999 | EUR      | 1        | C62  | -       | VALUE_UNKNOWN | -        | 1.25 | 1
                    0.24     | EUR      | 1        | C62  | -       | no            | -        | -    | -
                    900      | USD      | 2        | -    | 2       | VALUE_UNKNOWN | -        | 1    | 1
                    900      | USD      | 2        | -    | 2.000   | VALUE_UNKNOWN | -        | 1    | 1
                    900      | USD      | 2        | -    | 2.001   | CERTAIN       | 450      | 1    | 1
                    900      | USD      | 2        | C62  | 2       | CERTAIN       | 450      | 1    | 1
                    900      | USD      | 0        | C62  | -       | VALUE_UNKNOWN | -        | 1    | 1
                    900      | USD      | -        | C62  | -       | VALUE_UNKNOWN | -        | 1    | 1
                    900      | USD      | 2        | KGM  | -       | VALUE_UNKNOWN | -        | 1    | -
                    900      | USD      | 2        | ''   | -       | VALUE_UNKNOWN | -        | 1    | -
                    900      | KRW      | 2        | C62  | -       | VALUE_UNKNOWN | -        | -    | 1
                    -        | USD      | 2        | C62  | -       | VALUE_UNKNOWN | -        | -    | 1
                    """)
    void shouldNotTakeAValueThatSaysNothingForASmallOne(
            @Nullable String value,
            @Nullable String currency,
            @Nullable String quantity,
            @Nullable String unit,
            @Nullable String netMass,
            String outcome,
            @Nullable BigDecimal perPiece,
            @Nullable BigDecimal rate,
            @Nullable Integer factor) {
        List<Finding> findings = screen(
                transfer()
                        .from("DE")
                        .to("RU")
                        .items(item(1, "420221")
                                .quantity(quantity, null)
                                .quantity(quantity, unit)
                                .netMass(netMass)
                                .value(value, currency)),
                measure("M").supplyTo("RU").goods("4202").unitValueOver("300", "USD"));

        assertThat(outcome(findings)).isEqualTo(outcome);
        if (!findings.isEmpty()) {
            LocalDate rateDate = "EUR".equals(currency) ? LocalDate.of(2018, 6, 1) : null;
            Money limit = new Money(new BigDecimal("300"), "USD");
            assertThat(only(findings).threshold()).isEqualTo(new Threshold(limit, perPiece, rate, rateDate, factor));
        }
    }

    /** Coal of KP, whose origin came as an alpha-3 code. */
    @Test
    void shouldFindASanctionedOriginInTheOtherCodeOfIso() {
        Finding finding = only(screen(
                transfer()
                        .on("2024-02-18")
                        .from("CN")
                        .to("PL")
                        .items(item(1, "2701.12").origin("PRK")),
                measure("COAL").procurementFrom("KP").goods("2701")));

        assertThat(finding.measureId()).isEqualTo("COAL");
        assertThat(finding.doubts()).isEmpty();
        assertThat(finding.matches()).containsExactly(new RoleCountry(Role.ORIGIN, "KP"));
    }

    @Test
    void shouldFindNothingInACancelledTransferHoweverUnreadable() {
        assertThat(screen(transfer().cancelled().from("Ruritania").to("Korea"), measure("M")))
                .isEmpty();
    }

    private static List<Finding> screen(TransferDraft transfer, MeasureDraft... measures) {
        return screen(TABLES, transfer, measures);
    }

    private static List<Finding> screen(List<ReferenceTable> tables, TransferDraft transfer, MeasureDraft... measures) {
        List<Measure> revisions =
                Arrays.stream(measures).map(MeasureDraft::build).toList();
        Law law = Law.of(revisions, ReferenceTables.of(List.of()));
        return new NaiveScreening(tables, Screening.DEFAULT_MAX_VIOLATIONS).screen(transfer.build(), law, null);
    }

    private static Finding only(List<Finding> findings) {
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static Classification classification(Finding finding) {
        Classification classification = finding.classification();
        if (classification == null) {
            throw new AssertionError("unscreenable: " + finding);
        }
        return classification;
    }

    private static String outcome(List<Finding> findings) {
        return findings.isEmpty() ? "no" : doubts(only(findings));
    }

    private static String doubts(Finding finding) {
        return finding.doubts().isEmpty()
                ? "CERTAIN"
                : finding.doubts().stream().map(Doubt::name).collect(Collectors.joining(" "));
    }

    private static String listed(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.measureId() + " " + doubts(finding))
                .collect(Collectors.joining(", "));
    }

    private static @Nullable String written(List<RoleCountry> roles) {
        return roles.isEmpty()
                ? null
                : roles.stream().map(role -> role.role() + ":" + role.country()).collect(Collectors.joining(" "));
    }

    private static ReferenceTable table(String name, String columns, String... rows) {
        return new ReferenceTable(
                name,
                List.of(columns.split(";")),
                Arrays.stream(rows).map(row -> List.of(row.split(";", -1))).toList());
    }
}
