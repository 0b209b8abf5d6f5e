package io.tradewatch.ruleset.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.model.ReferenceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a reference table by itself. */
final class ReferenceFilesTest {
    private final LintFolder folder;

    ReferenceFilesTest(@TempDir Path folder) {
        this.folder = new LintFolder(folder);
    }

    /** The problems with a table of countries. The folder's groups need DE and GB, its measure KP. */
    private List<String> problemsOf(String... rows) {
        return folder.write(
                        "reference/countries.csv",
                        "code,canonical,until,alpha3,numeric,names\n" + String.join("\n", rows) + "\n")
                .problems();
    }

    /** The problems with rows behind sound ones of KP, DE and GB: the first of them is in line 5. */
    private List<String> problemsOfFurther(String... rows) {
        List<String> all = new ArrayList<>(
                List.of("KP,KP,,PRK,408,North Korea", "DE,DE,,DEU,276,Germany", "GB,GB,,GBR,826,United Kingdom"));
        all.addAll(List.of(rows));
        return problemsOf(all.toArray(String[]::new));
    }

    @Test
    void shouldRefuseTheFormOfCountriesWithoutNames() {
        assertThat(folder.write("reference/countries.csv", "code,canonical\nKP,KP\n")
                        .problems())
                .containsExactly(
                        "reference/countries.csv:1:1: error: the header is code,canonical; begin the file with the header code,canonical,until,alpha3,numeric,names");
    }

    @Test
    void shouldTakeACodeWithSeveralSuccessorsUntilADay() {
        assertThat(problemsOfFurther("SU,SU,1992-08-30,SUN,810,USSR|Soviet Union"))
                .isEmpty();
    }

    @Test
    void shouldRefuseADayThatDoesNotExistInUntil() {
        assertThat(problemsOfFurther("SU,SU,1992-08-32,,,"))
                .containsExactly(
                        "reference/countries.csv:5:7: error: '1992-08-32' is not a day; write a day such as 1992-08-30, or nothing");
    }

    @Test
    void shouldRefuseAnEndOfACodeThatHasOneSuccessor() {
        assertThat(problemsOfFurther("DD,DE,1990-10-30,,,"))
                .containsExactly(
                        "reference/countries.csv:5:7: error: country DD has an end, 1990-10-30, though it maps to DE; drop until: a code with one successor is read as that at any time");
    }

    @Test
    void shouldRefuseOtherCodesOfAWrongForm() {
        assertThat(problemsOfFurther("FR,FR,,fra,25,France"))
                .containsExactly(
                        "reference/countries.csv:5:8: error: 'fra' is not a country's alpha3 code; write three capital letters, or nothing",
                        "reference/countries.csv:5:12: error: '25' is not a country's numeric code; write three digits, or nothing");
    }

    @Test
    void shouldRefuseOtherCodesOfTwoCountries() {
        assertThat(problemsOfFurther("FR,FR,,PRK,276,France"))
                .containsExactly(
                        "reference/countries.csv:5:8: error: code PRK belongs to KP and to FR, first in line 2; keep it in one of the two rows",
                        "reference/countries.csv:5:12: error: code 276 belongs to DE and to FR, first in line 3; keep it in one of the two rows");
    }

    @Test
    void shouldRefuseANameThatTwoCountriesShareOnceFolded() {
        assertThat(problemsOfFurther("KR,KR,,KOR,410,Republic of Korea|the north-korea"))
                .containsExactly(
                        "reference/countries.csv:5:16: error: name 'the north-korea' of KR is read like 'North Korea' of KP in line 2; keep it in one row, or in none where people write it for both");
    }

    @Test
    void shouldTakeOneNameInTwoSpellingsOfOneCountry() {
        assertThat(problemsOfFurther("CI,CI,,CIV,384,Côte d'Ivoire|Cote D’Ivoire"))
                .isEmpty();
    }

    @Test
    void shouldRefuseANameWithoutALetter() {
        assertThat(problemsOfFurther("FR,FR,,FRA,250,France|"))
                .containsExactly(
                        "reference/countries.csv:5:16: error: '' has no letter or digit, so no report equals it; drop it, and any | that has no name on one side");
    }

    @Test
    void shouldRefuseANameThatIsReadAsACode() {
        assertThat(problemsOfFurther("UK,GB,,,,", "US,US,,USA,840,U.K.", "FR,FR,,FRA,250,P.R.K.", "IT,IT,,ITA,380,7"))
                .containsExactly(
                        "reference/countries.csv:6:16: error: name 'U.K.' of US is read as the code UK, never as a name; drop it",
                        "reference/countries.csv:7:16: error: name 'P.R.K.' of FR is read as the code PRK, never as a name; drop it",
                        "reference/countries.csv:8:16: error: name '7' of IT is read as the code 7, never as a name; drop it");
    }

    @Test
    void shouldTakeANameOfThreeLettersThatIsNoCode() {
        assertThat(problemsOfFurther("AE,AE,,ARE,784,UAE|U.A.E.")).isEmpty();
    }

    @Test
    void shouldRefuseWhatStandsForNoCountry() {
        assertThat(problemsOfFurther("XX,XX,,,,", "FR,FR,,FRA,250,France|Not  specified"))
                .containsExactly(
                        "reference/countries.csv:5:1: error: 'XX' stands for no country in reports; drop the row",
                        "reference/countries.csv:6:16: error: name 'Not  specified' stands for no country in reports; drop it");
    }

    @Test
    void shouldRefuseAFolderThatLacksATable() throws IOException {
        for (String table : List.of("countries", "hs-codes", "hs-correlation")) {
            Files.delete(folder.reference().resolve(table + ".csv"));
        }

        assertThat(folder.problems())
                .containsExactly(
                        "reference/countries.csv: error: does not exist; add the file, or name the folder that holds it",
                        "reference/hs-codes.csv: error: does not exist; add the file, or name the folder that holds it",
                        "reference/hs-correlation.csv: error: does not exist; add the file, or name the folder that holds it");
    }

    @Test
    void shouldRefuseSubheadingsOfAWrongForm() {
        assertThat(problemsOfCodes("HS2019,870323", "HS2007,8703", "HS2012,770100", "HS2017,980100", "HS2022,870323"))
                .containsExactly(
                        "reference/hs-codes.csv:1:1: warning: no subheading of [HS2007] is listed; add them: a code that only such an edition has is not recognised without its first zero",
                        "reference/hs-codes.csv:2:1: error: 'HS2019' is not an edition of the Harmonized System known here; write HS2007, HS2012, HS2017 or HS2022",
                        "reference/hs-codes.csv:3:8: error: '8703' is not a code of six digits; write six digits without dots",
                        "reference/hs-codes.csv:4:8: error: code 770100 is in no chapter of the Harmonized System; use a code of chapters 01 to 97, except 77",
                        "reference/hs-codes.csv:5:8: error: code 980100 is in no chapter of the Harmonized System; use a code of chapters 01 to 97, except 77");
    }

    @Test
    void shouldRefuseASubheadingThatStandsTwice() {
        assertThat(problemsOfCodes("HS2007,870323", "HS2012,870323", "HS2017,870323", "HS2022,870323", "HS2012,870323"))
                .containsExactly(
                        "reference/hs-codes.csv:6:1: error: code 870323 of HS2012 stands twice, first in line 3; keep one of the two rows");
    }

    @Test
    void shouldRefuseACorrelationOfACodeThatItsEditionDoesNotHave() {
        assertThat(folder.write(
                                "reference/hs-correlation.csv",
                                "edition_from,code_from,edition_to,code_to\nHS2022,880610,HS2017,880212\n")
                        .problems())
                .containsExactly(
                        "reference/hs-correlation.csv:2:22: error: code 880212 is not in HS2017 by hs-codes.csv; correct the row, or add the code to hs-codes.csv");
    }

    @Test
    void shouldCompareACorrelationOnlyWithEditionsWhoseCodesAreListed() {
        assertThat(problemsOfCodes("HS2022,870340", "HS2022,880610", "HS2022,880211"))
                .containsExactly(
                        "reference/hs-codes.csv:1:1: warning: no subheading of [HS2007, HS2012, HS2017] is listed; add them: a code that only such an edition has is not recognised without its first zero");
    }

    private List<String> problemsOfCodes(String... rows) {
        return folder.write("reference/hs-codes.csv", "edition,code\n" + String.join("\n", rows) + "\n")
                .problems();
    }

    @Test
    void shouldTakeLocations() {
        assertThat(folder.write("reference/locations.csv", "code,name\nKPNAM,Nampo\nDEHAM,Hamburg\n")
                        .check()
                        .tables())
                .extracting(ReferenceTable::name)
                .contains(ReferenceTable.LOCATIONS);
        assertThat(folder.problems()).isEmpty();
    }

    @Test
    void shouldRefuseLocationsOfAWrongForm() {
        assertThat(folder.write(
                                "reference/locations.csv",
                                "code,name\nKP NAM,Nampo\nQQHAM,Hamburg\nDEHA1,Hamburg\nDEHAM,Hamburg\nDEHAM,Hamburg\n")
                        .problems())
                .containsExactly(
                        "reference/locations.csv:2:1: error: 'KP NAM' is not a UN/LOCODE; write two capital letters of the country and three of A to Z or 2 to 9, without a blank",
                        "reference/locations.csv:3:1: error: location QQHAM begins with QQ, which is not a known country; use a code of countries.csv, or add the country there",
                        "reference/locations.csv:4:1: error: 'DEHA1' is not a UN/LOCODE; write two capital letters of the country and three of A to Z or 2 to 9, without a blank",
                        "reference/locations.csv:6:1: error: location DEHAM stands twice, first in line 5; keep one of the two rows");
    }

    private List<String> problemsOfGateways(String... rows) {
        return folder.write(
                        "reference/gateways.csv",
                        "target,gateway,from,to,status,source,note\n" + String.join("\n", rows) + "\n")
                .problems();
    }

    /** No rule reads them, and any new table has the look-back screened again. */
    @Test
    void shouldCheckGatewaysButNotPublishThem() {
        assertThat(problemsOfGateways(
                        "KP,DE,2010-05-12,2017-01-01,READ,Report of 2010-05-12,",
                        "KP,DE,2017-01-01,,SECOND_HAND,Report of 2017-01-01,quoted elsewhere",
                        "KP,NO,2010-05-12,,READ,Report of 2010-05-12,",
                        "NO,DE,2010-05-12,,READ,Report of 2010-05-12,"))
                .isEmpty();
        assertThat(folder.check().tables())
                .extracting(ReferenceTable::name)
                .doesNotContain("gateways")
                .hasSize(5);
    }

    @Test
    void shouldRefuseGatewaysWithoutTheirColumns() {
        assertThat(folder.write("reference/gateways.csv", "target,gateway\nKP,DE\n")
                        .problems())
                .containsExactly(
                        "reference/gateways.csv:1:1: error: the header is target,gateway; begin the file with the header target,gateway,from,to,status,source,note");
    }

    @Test
    void shouldRefuseAGatewayBetweenUnknownOrEqualCountries() {
        assertThat(problemsOfGateways(
                        "XQ,DE,2010-05-12,,READ,Report of 2010-05-12,",
                        "KP,UK,2010-05-12,,READ,Report of 2010-05-12,",
                        "KP,KP,2010-05-12,,READ,Report of 2010-05-12,"))
                .containsExactly(
                        "reference/gateways.csv:2:1: error: 'XQ' is not a known country; use a code of countries.csv",
                        "reference/gateways.csv:3:4: error: UK is not the canonical code; write GB",
                        "reference/gateways.csv:4:4: error: KP is a gateway to itself; drop the row");
    }

    @Test
    void shouldRefuseAGatewayOnWrongDays() {
        assertThat(problemsOfGateways(
                        "KP,DE,2010,2011-02-30,READ,Report of 2010-05-12,",
                        "KP,NO,2017-01-01,2017-01-01,READ,Report of 2010-05-12,",
                        "KP,GB,2010-05-12,2018-01-01,READ,Report of 2010-05-12,",
                        "KP,GB,2017-12-31,,READ,Report of 2017-12-31,"))
                .containsExactly(
                        "reference/gateways.csv:2:7: error: '2010' is not a day; write a day such as 2022-06-28",
                        "reference/gateways.csv:2:12: error: '2011-02-30' is not a day; write a day such as 2022-06-28, or nothing",
                        "reference/gateways.csv:3:18: error: gateway NO to KP ends on 2017-01-01, not after it begins on 2017-01-01; correct from or to: to is the first day after",
                        "reference/gateways.csv:5:1: error: gateway GB to KP stands twice on the same days, first in line 4; keep one of the two and name the other document in its note, or part their dates");
    }

    @Test
    void shouldRefuseAGatewayThatNoDocumentBears() {
        assertThat(problemsOfGateways(
                        "KP,DE,2010-05-12,,READ,,",
                        "KP,NO,2010-05-12,,KNOWN,Report of May 2010,",
                        "KP,GB,2010-05-12,,SECOND_HAND,Report of 2010-05-12,"))
                .containsExactly(
                        "reference/gateways.csv:2:24: error: gateway DE to KP has no source with a day; name the official document and its day, such as 2022-06-28",
                        "reference/gateways.csv:3:19: error: status 'KNOWN' is unknown; write READ if the document was read, or SECOND_HAND",
                        "reference/gateways.csv:3:25: error: gateway NO to KP has no source with a day; name the official document and its day, such as 2022-06-28",
                        "reference/gateways.csv:4:19: error: gateway GB to KP is SECOND_HAND without a note; say in the note where the document is quoted");
    }

    @Test
    void shouldRefuseACountryThatStandsTwice() {
        assertThat(problemsOf("KP,KP,,,,", "DE,DE,,,,", "GB,GB,,,,", "KP,KP,,,,"))
                .containsExactly(
                        "reference/countries.csv:5:1: error: country KP stands twice, first in line 2; keep one of the two rows");
    }

    @Test
    void shouldRefuseACountryInSmallLetters() {
        assertThat(problemsOf("KP,KP,,,,", "DE,DE,,,,", "GB,GB,,,,", "fr,KP,,,,"))
                .containsExactly(
                        "reference/countries.csv:5:1: error: 'fr' is not a country code; write two capital letters");
    }

    @Test
    void shouldRefuseAMappingToACodeThatIsMappedItself() {
        assertThat(problemsOf("KP,KP,,,,", "DE,DE,,,,", "GB,GB,,,,", "UK,GB,,,,", "XI,UK,,,,"))
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
