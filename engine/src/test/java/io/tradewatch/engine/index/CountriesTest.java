package io.tradewatch.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewatch.engine.model.ReferenceTable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule 0: what is written for a country is one that is known, absent, or unreadable. */
class CountriesTest {
    private static final LocalDate DAY = LocalDate.of(2024, 2, 18);

    private static final Countries COUNTRIES = Countries.from(table(
            "KP,KP,,PRK,408,North Korea|Korea (North)|Korea, Dem. People's Rep.|Democratic People's Republic of Korea",
            "KR,KR,,KOR,410,South Korea|Republic of Korea|한국",
            "CI,CI,,CIV,384,Côte d’Ivoire|Ivory Coast",
            "GM,GM,,GMB,270,The Gambia",
            "AE,AE,,ARE,784,United Arab Emirates|UAE",
            "GB,GB,,GBR,826,United Kingdom",
            "UK,GB,,,,",
            "MM,MM,,MMR,104,Myanmar",
            "BU,MM,,BUR,,Burma",
            "CG,CG,,COG,178,Congo",
            "CD,CD,,COD,180,Congo",
            "SU,SU,1992-08-30,SUN,810,Soviet Union"));

    private static ReferenceTable table(String... rows) {
        return new ReferenceTable(
                ReferenceTable.COUNTRIES,
                Countries.COLUMNS,
                Arrays.stream(rows).map(CountriesTest::cells).toList());
    }

    /** Names have commas of their own: they are all that follows the fifth. */
    private static List<String> cells(String row) {
        return List.of(row.split(",", 6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    KP                                     | KP
                    ' kp '                                 | KP
                    PRK                                    | KP
                    p.r.k.                                 | KP
                    408                                    | KP
                    ４０８                                 | KP
                    ＫＰ                                   | KP
                    K\u200bP                               | KP
                    \u00a0KP\u3000                         | KP
                    north   korea                          | KP
                    North\u00a0Korea                       | KP
                    KOREA (NORTH)                          | KP
                    'Korea, Dem. People''s Rep.'           | KP
                    Korea Dem People’s Rep                 | KP
                    The Democratic People's Republic of Korea | KP
                    한국                                   | KR
                    Cote d'Ivoire                          | CI
                    COTE-D-IVOIRE                          | CI
                    gambia                                 | GM
                    U.A.E.                                 | AE
                    uk                                     | GB
                    Burma                                  | MM
                    BUR                                    | MM
                    """)
    void shouldReadACountryByItsCodesItsNumberAndItsNames(String written, String code) {
        CountryReading reading = COUNTRIES.read(written, DAY);

        assertThat(reading.code()).isEqualTo(code);
        assertThat(reading.isAbsent()).isFalse();
        assertThat(reading.isUnreadable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u200b",
                "\u00a0\u3000",
                "-",
                "n/a",
                " N/A ",
                "null",
                "None",
                "unknown",
                "Not   Specified",
                "XX",
                "zz",
                "XZ"
            })
    void shouldTakeWhatPeopleWriteForNothingAsAbsent(String written) {
        assertThat(COUNTRIES.read(written, DAY).isAbsent()).isTrue();
        assertThat(COUNTRIES.read(written, DAY).code()).isNull();
    }

    @Test
    void shouldTakeNothingAsAbsent() {
        assertThat(COUNTRIES.read(null, DAY).isAbsent()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Atlantis",
                "Korea",
                "EU",
                "Congo",
                "AB",
                "XYZ",
                "999",
                "0408",
                "K P",
                ".",
                "N.A.",
                "--",
                "?",
                "\u0301",
                "🚗",
                "Germany (exclave)",
                "KP/CN"
            })
    void shouldTellWhatIsNotExactlyOneCountry(String written) {
        assertThat(COUNTRIES.read(written, DAY).isUnreadable()).isTrue();
        assertThat(COUNTRIES.read(written, DAY).code()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "SU,1992-08-29,SU",
        "SU,1992-08-30,",
        "810,1992-08-29,SU",
        "Soviet Union,1992-08-30,",
        "SUN,1991-01-01,SU"
    })
    void shouldKnowAWithdrawnCodeWithSeveralSuccessorsUntilItWasWithdrawn(String written, LocalDate day, String code) {
        assertThat(COUNTRIES.read(written, day).code()).isEqualTo(code);
        assertThat(COUNTRIES.read(written, day).isUnreadable()).isEqualTo(code == null);
    }

    @Test
    void shouldReadATableThatWasPublishedBeforeNamesWereRead() {
        Countries countries = Countries.from(new ReferenceTable(
                ReferenceTable.COUNTRIES, List.of("code", "canonical"), List.of(List.of("KP", "KP"))));

        assertThat(countries.read("kp", DAY).code()).isEqualTo("KP");
        assertThat(countries.read("PRK", DAY).isUnreadable()).isTrue();
    }

    @Test
    void shouldRefuseAnUntilThatIsNotADay() {
        assertThatThrownBy(() -> Countries.from(table("SU,SU,30.08.1992,,,")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("30.08.1992");
    }

    /** Unicode's normal forms reorder marks, in time that grows with the square of their number. */
    @Test
    @Timeout(10)
    void shouldNotBeHeldUpByATextOfManyMarks() {
        String hostile = "a" + "\u0301\u0316".repeat(400_000);

        assertThat(COUNTRIES.read(hostile, DAY).isUnreadable()).isTrue();
        assertThat(COUNTRIES.read(" ".repeat(1_000_000), DAY).isAbsent()).isTrue();
        assertThat(COUNTRIES.read(" ".repeat(1_000_000) + "kp", DAY).code()).isEqualTo("KP");
    }
}
