package io.tradewatch.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a reference table by itself. */
final class ReferenceFilesTest {
    private final LintFolder folder;

    ReferenceFilesTest(@TempDir Path folder) {
        this.folder = new LintFolder(folder);
    }

    @Test
    void shouldRefuseACountryThatStandsTwice() {
        assertThat(folder.write("reference/countries.csv", "code,canonical\nKP,KP\nDE,DE\nGB,GB\nKP,KP\n")
                        .problems())
                .containsExactly(
                        "reference/countries.csv:5:1: error: country KP stands twice, first in line 2; keep one of the two rows");
    }

    @Test
    void shouldRefuseACountryInSmallLetters() {
        assertThat(folder.write("reference/countries.csv", "code,canonical\nKP,KP\nDE,DE\nGB,GB\nfr,KP\n")
                        .problems())
                .containsExactly(
                        "reference/countries.csv:5:1: error: 'fr' is not a country code; write two capital letters");
    }

    @Test
    void shouldRefuseAMappingToACodeThatIsMappedItself() {
        assertThat(folder.write("reference/countries.csv", "code,canonical\nKP,KP\nDE,DE\nGB,GB\nUK,GB\nXI,UK\n")
                        .problems())
                .containsExactly(
                        "reference/countries.csv:6:4: error: country XI maps to UK, which is not canonical; map it to a code that has a row with itself");
    }

    @Test
    void shouldRefuseAGroupMemberThatIsNoCountry() {
        assertThat(folder.write("reference/country-groups.yaml", "EU:\n  - { country: \"DX\", from: 1958-01-01 }\n")
                        .problems())
                .containsExactly(
                        "reference/country-groups.yaml:2:5: error: DX is not a known country; use a code of countries.csv");
    }

    @Test
    void shouldRefuseAGroupMemberThatIsNotCanonical() {
        assertThat(folder.write("reference/country-groups.yaml", "EU:\n  - { country: \"UK\", from: 1973-01-01 }\n")
                        .problems())
                .containsExactly(
                        "reference/country-groups.yaml:2:5: error: UK is not the canonical code; write \"GB\"");
    }

    @Test
    void shouldRefuseNorwayWithoutQuotesInAGroup() {
        assertThat(folder.write("reference/country-groups.yaml", "EFTA:\n  - { country: NO, from: 1960-05-03 }\n")
                        .problems())
                .containsExactly(
                        "reference/country-groups.yaml:2:16: error: NO is not quoted, and YAML reads it as true or false; write \"NO\"");
    }

    @Test
    void shouldRefuseAMemberThatLeavesBeforeItJoins() {
        assertThat(folder.write(
                                "reference/country-groups.yaml",
                                "EU:\n  - { country: \"DE\", from: 1958-01-01, to: 1957-01-01 }\n")
                        .problems())
                .containsExactly(
                        "reference/country-groups.yaml:2:5: error: DE leaves EU on 1957-01-01, not after it joins on 1958-01-01; correct from or to: to is the first day after");
    }

    @Test
    void shouldRefuseAMemberTwiceOnTheSameDays() {
        assertThat(folder.write(
                                "reference/country-groups.yaml",
                                "EU:\n  - { country: \"DE\", from: 1958-01-01 }\n  - { country: \"DE\", from: 1990-10-03 }\n")
                        .problems())
                .containsExactly(
                        "reference/country-groups.yaml:3:5: error: DE is in EU twice on the same days, first in line 2; keep one of the two, or part their dates");
    }

    @Test
    void shouldTakeAMemberThatComesBack() {
        assertThat(folder.write(
                                "reference/country-groups.yaml",
                                "EU:\n  - { country: \"GB\", from: 1973-01-01, to: 2021-01-01 }\n  - { country: \"GB\", from: 2031-01-01 }\n")
                        .problems())
                .isEmpty();
    }

    @Test
    void shouldRefuseAGroupWithTheNameOfACountry() {
        assertThat(folder.write("reference/country-groups.yaml", "KP:\n  - { country: \"DE\", from: 1958-01-01 }\n")
                        .problems())
                .containsExactly(
                        "reference/country-groups.yaml:2:5: error: group KP has the name of a country; give the group a name that is not in countries.csv");
    }

    @Test
    void shouldRefuseAGroupThatIsNoList() {
        assertThat(folder.write("reference/country-groups.yaml", "EU: DE\n").problems())
                .containsExactly(
                        "reference/country-groups.yaml:1:5: error: group EU is not a list; write its members as a list of { country: \"DE\", from: 1958-01-01 }");
    }

    @Test
    void shouldRefuseAMembersUnknownKey() {
        assertThat(folder.write(
                                "reference/country-groups.yaml",
                                "EU:\n  - { country: \"DE\", from: 1958-01-01, until: 1990-10-03 }\n")
                        .problems())
                .containsExactly(
                        "reference/country-groups.yaml:2:5: error: unknown keys [until]; use country, from and to");
    }

    @Test
    void shouldRefuseACodeInBothEditionsWithoutARowToItself() {
        assertThat(folder.write(
                                "reference/hs-correlation.csv",
                                "edition_from,code_from,edition_to,code_to\nHS2022,880610,HS2017,880211\nHS2022,880211,HS2017,880212\n")
                        .problems())
                .containsExactly(
                        "reference/hs-correlation.csv:3:1: error: code 880211 is named in HS2017 and in HS2022, but has no row to itself; add the row HS2022,880211,HS2017,880211");
    }

    @Test
    void shouldRefuseEditionsThatAreNoNeighbours() {
        assertThat(folder.write(
                                "reference/hs-correlation.csv",
                                "edition_from,code_from,edition_to,code_to\nHS2022,880610,HS2012,880211\n")
                        .problems())
                .containsExactly(
                        "reference/hs-correlation.csv:2:1: error: HS2022 and HS2012 are not neighbouring editions; tie the codes edition by edition: steps are composed");
    }

    @Test
    void shouldRefuseAnUnknownEdition() {
        assertThat(folder.write(
                                "reference/hs-correlation.csv",
                                "edition_from,code_from,edition_to,code_to\nHS2022,880610,HS2019,880211\n")
                        .problems())
                .containsExactly(
                        "reference/hs-correlation.csv:2:15: error: 'HS2019' is not an edition of the Harmonized System known here; write HS2007, HS2012, HS2017 or HS2022");
    }

    @Test
    void shouldRefuseACodeOfFourDigits() {
        assertThat(folder.write(
                                "reference/hs-correlation.csv",
                                "edition_from,code_from,edition_to,code_to\nHS2022,8806,HS2017,880211\n")
                        .problems())
                .containsExactly(
                        "reference/hs-correlation.csv:2:8: error: '8806' is not a code of six digits; write six digits without dots");
    }

    @Test
    void shouldRefuseTheSamePairInBothDirections() {
        assertThat(folder.write(
                                "reference/hs-correlation.csv",
                                "edition_from,code_from,edition_to,code_to\nHS2022,880610,HS2017,880211\nHS2017,880211,HS2022,880610\n")
                        .problems())
                .containsExactly(
                        "reference/hs-correlation.csv:3:1: error: 880211 of HS2017 and 880610 of HS2022 are tied twice; keep one of the rows: they are read in both directions");
    }

    @Test
    void shouldRefuseARateOfZero() {
        assertThat(folder.write("reference/exchange-rates.csv", "date,from,to,rate\n2017-12-22,EUR,USD,0\n")
                        .problems())
                .containsExactly(
                        "reference/exchange-rates.csv:2:20: error: rate '0' is not a positive decimal number; write how many USD one EUR buys, such as 1.0875");
    }

    @Test
    void shouldRefuseADayThatDoesNotExistInARate() {
        assertThat(folder.write("reference/exchange-rates.csv", "date,from,to,rate\n2017-02-30,EUR,USD,1.1\n")
                        .problems())
                .containsExactly(
                        "reference/exchange-rates.csv:2:1: error: '2017-02-30' is no day; write a day such as 2017-12-22");
    }

    @Test
    void shouldRefuseACurrencyThatIsNone() {
        assertThat(folder.write("reference/exchange-rates.csv", "date,from,to,rate\n2017-12-22,EUR,US$,1.1\n")
                        .problems())
                .containsExactly(
                        "reference/exchange-rates.csv:2:16: error: 'US$' is not a currency; write its ISO 4217 code, such as EUR");
    }

    @Test
    void shouldRefuseACurrencyConvertedIntoItself() {
        assertThat(folder.write("reference/exchange-rates.csv", "date,from,to,rate\n2017-12-22,EUR,EUR,1\n")
                        .problems())
                .containsExactly(
                        "reference/exchange-rates.csv:2:12: error: EUR is converted into itself; drop the row");
    }

    @Test
    void shouldRefuseTwoRatesOfOneDay() {
        assertThat(folder.write(
                                "reference/exchange-rates.csv",
                                "date,from,to,rate\n2017-12-22,EUR,USD,1.1\n2017-12-22,EUR,USD,1.2\n")
                        .problems())
                .containsExactly(
                        "reference/exchange-rates.csv:3:1: error: the rate from EUR to USD on 2017-12-22 stands twice, first in line 2; keep one of the two rows");
    }

    @Test
    void shouldRefuseARowThatLacksAField() {
        assertThat(folder.write("reference/exchange-rates.csv", "date,from,to,rate\n2017-12-22,EUR,USD\n")
                        .problems())
                .containsExactly(
                        "reference/exchange-rates.csv:2:1: error: the row has 3 fields, the header 4; give the row as many fields as the header; put a field that has a comma in quotes");
    }

    @Test
    void shouldRefuseAHeaderWithoutAColumn() {
        assertThat(folder.write("reference/exchange-rates.csv", "date,pair,rate\n")
                        .problems())
                .containsExactly(
                        "reference/exchange-rates.csv:1:1: error: the header is date,pair,rate; begin the file with the header date,from,to,rate");
    }

    @Test
    void shouldRefuseAnEmptyTable() {
        assertThat(folder.write("reference/exchange-rates.csv", "").problems())
                .containsExactly(
                        "reference/exchange-rates.csv: error: is empty; begin the file with the header date,from,to,rate");
    }

    @Test
    void shouldTakeATableWithCommentsAndOtherColumns() {
        assertThat(folder.write(
                                "reference/exchange-rates.csv",
                                "# rates of the ECB\nrate,status,date,from,to\n1.1853,V,2017-12-22,EUR,USD\n")
                        .problems())
                .isEmpty();
    }
}
