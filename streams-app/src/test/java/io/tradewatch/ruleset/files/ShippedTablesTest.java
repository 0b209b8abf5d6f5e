package io.tradewatch.ruleset.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.codec.MeasureMapping;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.engine.index.Countries;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.ReferenceTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shipped reference tables hold, by facts that can be looked up elsewhere. */
final class ShippedTablesTest {
    /** What a broker takes in one record by default is 1,048,588 bytes; the rest is room to grow. */
    private static final int LARGEST_RECORD = 900_000;

    private static final List<ReferenceTable> TABLES =
            ReferenceFiles.read(Path.of("../config/reference")).tables();
    private static final List<List<String>> COUNTRIES =
            table(ReferenceTable.COUNTRIES).rows();

    private static ReferenceTable table(String name) {
        return TABLES.stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<ReferenceTable> tables() {
        return TABLES;
    }

    private static Stream<String> codesNamed(String name) {
        String folded = Countries.foldName(name);
        return COUNTRIES.stream()
                .filter(row -> Arrays.stream(row.get(5).split("\\|"))
                        .anyMatch(own -> Countries.foldName(own).equals(folded)))
                .map(row -> row.get(0));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldFitIntoOneRecord(ReferenceTable table) throws IOException {
        assertThat(MeasureMapping.toAvro(new RulesetRecord.Table(table, 0, Instant.EPOCH))
                        .toByteBuffer()
                        .remaining())
                .isLessThan(LARGEST_RECORD);
    }

    @ParameterizedTest
    @CsvSource({
        "KP, PRK, 408",
        "KR, KOR, 410",
        "RU, RUS, 643",
        "IR, IRN, 364",
        "SY, SYR, 760",
        "BY, BLR, 112",
        "CN, CHN, 156",
        "HK, HKG, 344",
        "TW, TWN, 158",
        "RO, ROU, 642",
        "RS, SRB, 688",
        "AF, AFG, 004",
        "US, USA, 840"
    })
    void shouldGiveACountryItsCodesOfIso3166(String code, String alpha3, String numeric) {
        assertThat(COUNTRIES.stream()
                        .filter(row -> row.get(0).equals(code)
                                || row.get(3).equals(alpha3)
                                || row.get(4).equals(numeric)))
                .singleElement()
                .satisfies(row -> assertThat(row.subList(0, 5)).containsExactly(code, code, "", alpha3, numeric));
    }

    @Test
    void shouldHoldAllOfIso3166AndKosovo() {
        assertThat(COUNTRIES.stream()
                        .filter(row ->
                                row.get(0).equals(row.get(1)) && row.get(2).isEmpty()))
                .hasSize(249 + 1)
                .allMatch(row -> !row.get(3).isEmpty() && !row.get(5).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"EL, GR", "UK, GB", "XI, GB", "XU, GB"})
    void shouldReadOtherSpellingsOfACode(String code, String canonical) {
        assertThat(COUNTRIES).contains(List.of(code, canonical, "", "", "", ""));
    }

    @ParameterizedTest
    @CsvSource({"ZR, CD, ZAR", "BU, MM, BUR", "TP, TL, TMP", "DD, DE, DDR", "FX, FR, FXX", "YD, YE, YMD", "RH, ZW, RHO"
    })
    void shouldReadAWithdrawnCodeWithOneSuccessorAsThat(String code, String successor, String alpha3) {
        assertThat(COUNTRIES.stream().filter(row -> row.get(0).equals(code)))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get(1)).isEqualTo(successor);
                    assertThat(row.get(2)).isEmpty();
                    assertThat(row.get(3)).isEqualTo(alpha3);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "SU, 1992-08-30, SUN",
        "YU, 2003-07-23, YUG",
        "CS, 2006-09-26, SCG",
        "AN, 2010-12-15, ANT",
        "NT, 1993-07-12, NTZ"
    })
    void shouldKnowAWithdrawnCodeWithSeveralSuccessorsUntilItsDay(String code, LocalDate until, String alpha3) {
        assertThat(COUNTRIES.stream().filter(row -> row.get(0).equals(code)))
                .singleElement()
                .satisfies(row -> assertThat(row.subList(1, 4)).containsExactly(code, until.toString(), alpha3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "KP; North Korea",
                "KP; Korea (North)",
                "KP; Korea, Dem. People's Rep.",
                "KP; Korea, Democratic People's Republic of",
                "KP; Democratic People's Republic of Korea",
                "KP; Democratic People’s Republic of Korea",
                "KP; DPRK",
                "KP; D.P.R. of Korea",
                "KP; Nordkorea",
                "KP; Corée du Nord",
                "KP; Corea del Norte",
                "KP; КНДР",
                "KP; 朝鲜",
                "KP; كوريا الشمالية",
                "KP; 북한",
                "KR; Republic of Korea",
                "KR; Korea, Rep.",
                "RU; Russia",
                "RU; Russian Federation",
                "RU; The Russian Federation",
                "RU; RUSSIAN FED.",
                "RU; Российская Федерация",
                "RU; Россия",
                "RU; Russische Föderation",
                "MM; Burma",
                "CI; Ivory Coast",
                "CI; Côte d'Ivoire",
                "CI; COTE D’IVOIRE",
                "CZ; Czech Republic",
                "VN; Viet Nam",
                "VN; Vietnam",
                "AE; UAE",
                "AE; U.A.E.",
                "IR; Iran",
                "IR; Iran, Islamic Rep.",
                "IR; Islamic Republic of Iran",
                "SY; Syrian Arab Republic",
                "SY; Syria",
                "HK; Hong Kong SAR",
                "HK; China, Hong Kong SAR",
                "TR; Türkiye",
                "TR; Turkey",
                "MO; Macao",
                "MO; Macau",
                "SZ; Swaziland",
                "CV; Cape Verde",
                "TL; East Timor",
                "CD; Congo, Dem. Rep.",
                "CD; Zaire",
                "CG; Republic of the Congo",
                "BA; Bosnia and Herzegovina",
                "BA; Bosnia & Herzegovina",
                "LA; Lao People's Dem. Rep.",
                "KN; St. Kitts and Nevis",
                "US; United States",
                "GB; Great Britain",
                "RO; ROM",
                "PS; WBG",
                "SU; U.S.S.R.",
                "AN; Netherlands Antilles",
                "YU; Yugoslavia",
                "GN; Guinea",
                "WS; Samoa"
            })
    void shouldGiveANameThatTradeDataWriteToOneCountry(String code, String name) {
        assertThat(codesNamed(name)).containsExactly(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Korea",
                "Congo",
                "Saint Martin",
                "St. Martin",
                "Virgin Islands",
                "Czechoslovakia",
                "EU",
                "European Union",
                "Atlantis",
                "Other Asia, nes",
                "Areas, nes",
                "Channel Islands",
                "World"
            })
    void shouldNameNoCountryByWhatStandsForSeveralOrNone(String name) {
        assertThat(codesNamed(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"HS2007, 5052", "HS2012, 5205", "HS2017, 5387", "HS2022, 5612"})
    void shouldHoldAsManySubheadingsAsAnEditionHas(HsEdition edition, long count) {
        assertThat(table(ReferenceTable.HS_CODES).rows().stream()
                        .filter(row -> row.get(0).equals(edition.name())))
                .hasSize((int) count);
    }

    @ParameterizedTest
    @CsvSource({
        "290349, HS2007", // halogenated derivatives, parted in 2012
        "030617, HS2012", // other shrimps and prawns
        "870323, HS2007",
        "870340, HS2017",
        "880610, HS2022",
        "290371, HS2012"
    })
    void shouldKnowWhereACodeWasIntroduced(String code, HsEdition first) {
        assertThat(table(ReferenceTable.HS_CODES).rows().stream()
                        .filter(row -> row.get(1).equals(code))
                        .map(row -> HsEdition.valueOf(row.get(0)))
                        .min(HsEdition::compareTo))
                .contains(first);
    }

    @Test
    void shouldTieEachCodeThatCameOrWentIn2012ToACodeOfTheOtherEdition() {
        EditionCodes codes = new EditionCodes(table(ReferenceTable.HS_CODES));
        List<List<String>> pairs = table(ReferenceTable.HS_CORRELATION).rows().stream()
                .filter(pair -> pair.get(2).equals("HS2007"))
                .toList();

        assertThat(changed(codes, HsEdition.HS2012, HsEdition.HS2007))
                .hasSize(329)
                .isSubsetOf(pairs.stream().map(pair -> pair.get(1)).toList());
        assertThat(changed(codes, HsEdition.HS2007, HsEdition.HS2012))
                .hasSize(176)
                .isSubsetOf(pairs.stream().map(pair -> pair.get(3)).toList());
    }

    private static List<String> changed(EditionCodes codes, HsEdition in, HsEdition notIn) {
        return table(ReferenceTable.HS_CODES).rows().stream()
                .filter(row -> row.get(0).equals(in.name()) && !codes.has(notIn, row.get(1)))
                .map(row -> row.get(1))
                .toList();
    }
}
