package io.tradewatch.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.model.ReferenceTable;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 5, what the digits of a code may be. "no" stands for unusable. */
class CommodityCodeTest {
    private static final List<String> SUBHEADINGS = List.of("870324", "030617", "070310", "020130", "010121", "101210");

    private static final HsCodes CODES = HsCodes.from(new ReferenceTable(
            ReferenceTable.HS_CODES,
            HsCodes.COLUMNS,
            SUBHEADINGS.stream().map(code -> List.of("HS2022", code)).toList()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    870324              | 870324
                    87                  | 87
                    8703.24             | 870324
                    8703/24             | 870324
                    8703-24             | 870324
                    87 03 24            | 870324
                    -8703               | 8703
                    8703.               | 8703
                    8703.24.10.00       | 8703241000
                    870324910           | 870324910
                    87032490000         | 87032490000
                    8703.24.90.00-5     | 87032490005
                    8703.24.10.110X     | 87032410110
                    8703.24.000         | 870324000
                    8703.2              | no
                    8703.24.0           | 8703240
                    306.17              | 030617
                    3.06                | 0306
                    306.1               | no
                    30617.0             | 030617
                    306.0               | 0306
                    101.0               | 0101
                    3.0                 | 03
                    8703.0              | 8703
                    870324.0            | 870324
                    30617               | 030617
                    306                 | 0306
                    3                   | 03
                    703101000           | 0703101000
                    201300000           | 0201300000
                    3061790             | 03061790
                    8703249             | 8703249
                    1012100             | 1012100 01012100
                    9999999             | 09999999
                    9900000             | 09900000
                    ="870324"           | 870324
                    '870324             | 870324
                    ="'870324"          | 870324
                    HS 8703.24          | 870324
                    hs: 8703.24         | 870324
                    HS CODE: 8703.24    | 870324
                    HS code 870324      | 870324
                    CN 8703 24 10       | 87032410
                    HTS:8703.24.0110    | 8703240110
                    TARIC870324         | 870324
                    ８７０３．２４      | 870324
                    87\u200b0324        | 870324
                    87\u00a00324        | 870324
                    ٨٧٠٣٢٤              | no
                    87_03               | no
                    87,03               | no
                    +8703               | no
                    8703AB              | no
                    870.3.24            | no
                    870.324             | no
                    8703.2.4            | no
                    7701                | no
                    9801                | no
                    0001                | no
                    0                   | no
                    .                   | no
                    870324000000001     | no
                    8703240000000012    | no
                    HS                  | no
                    """)
    void shouldReadACodeAsPeopleAndSpreadsheetsWriteIt(String written, String readings) {
        List<String> expected = readings.equals("no") ? List.of() : List.of(readings.split(" "));

        assertThat(CommodityCode.readings(written, CODES)).isEqualTo(expected);
    }

    @Test
    void shouldKeepBothReadingsWhereNoSubheadingsAreKnown() {
        HsCodes none = HsCodes.from(ReferenceTable.empty(ReferenceTable.HS_CODES, HsCodes.COLUMNS));

        assertThat(CommodityCode.readings("3061790", none)).containsExactly("3061790", "03061790");
        assertThat(CommodityCode.readings("7700000", none)).containsExactly("07700000");
    }

    /** What a spreadsheet does to a code never makes it another chapter's without a word. */
    @Test
    void shouldReadEachSubheadingHoweverItWasDamaged() {
        for (String code : SUBHEADINGS) {
            String dotted = code.substring(0, 4) + "." + code.substring(4);
            for (String damaged : damages(code, dotted)) {
                assertThat(CommodityCode.readings(damaged, CODES)).as(damaged).contains(code);
            }
        }
    }

    private static List<String> damages(String code, String dotted) {
        Stream<String> always = Stream.of(
                code,
                dotted,
                " " + code,
                "'" + code,
                "=\"" + code + "\"",
                "HS " + dotted,
                code + ".0",
                code.substring(0, 2) + " " + code.substring(2),
                code + "\u200b");
        Stream<String> zeroLost = code.startsWith("0")
                ? Stream.of(code.substring(1), code.substring(1) + ".0", dotted.substring(1))
                : Stream.of();
        return Stream.concat(always, zeroLost).toList();
    }

    @Test
    void shouldReadNoMoreOfAnyTextThanTwoReadingsOfEvenOrNationalLength() {
        Random random = new Random(5);
        String alphabet = "0123456789.-/ '=\"HSX\u200b\u00a0";
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(18); length >= 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            List<String> readings = CommodityCode.readings(text.toString(), CODES);
            assertThat(readings.size()).isLessThanOrEqualTo(2);
            for (String reading : readings) {
                assertThat(reading).as(text.toString()).matches("[0-9]{2,14}");
                assertThat(reading.length() % 2 == 0 || reading.length() >= 7).isTrue();
            }
        }
    }

    @Test
    @Timeout(10)
    void shouldNotBeHeldUpByALongText() {
        assertThat(CommodityCode.readings("8703" + "\u0301\u0316".repeat(400_000), CODES))
                .isEmpty();
        assertThat(CommodityCode.readings("8".repeat(1_000_000), CODES)).isEmpty();
    }
}
