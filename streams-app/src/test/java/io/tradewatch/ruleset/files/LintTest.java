package io.tradewatch.ruleset.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tradewatch.engine.model.MeasureStatus;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How measures go together with each other, with the calendar and with the reference tables. */
final class LintTest {
    private final LintFolder folder;

    LintTest(@TempDir Path folder) {
        this.folder = new LintFolder(folder);
    }

    @Test
    void shouldFindNothingInASoundFolder() {
        assertThat(folder.problems()).isEmpty();
        assertThat(folder.check().law().revisions())
                .singleElement()
                .satisfies(measure -> assertThat(measure.status()).isEqualTo(MeasureStatus.ACTIVE));
    }

    @Test
    void shouldRefuseAnUnknownCountry() {
        assertThat(folder.with("[\"KP\"]", "[\"KP\", \"KX\"]").problems())
                .containsExactly(
                        "measures/measures.yaml:17:21: error: 'KX' is neither a known country nor a country group; use a code of countries.csv or a group of country-groups.yaml");
    }

    @Test
    void shouldRefuseACountryThatIsNotCanonical() {
        assertThat(folder.with("targets: [\"KP\"]", "targets: [\"UK\"]").problems())
                .containsExactly(
                        "measures/measures.yaml:17:15: error: 'UK' is not the canonical code, so no transfer would match it; write \"GB\"");
    }

    @Test
    void shouldTakeAGroupAsTargetAndAsJurisdiction() {
        assertThat(folder.with("targets: [\"KP\"]", "targets: [\"EU\"]\n    boundBy: [\"EU\"]")
                        .problems())
                .isEmpty();
    }

    @Test
    void shouldRefuseACodeThatItsEditionDoesNotHaveYet() {
        assertThat(folder.with("\"8903\"]", "\"8903\", \"880610\"]").problems())
                .containsExactly(
                        "measures/measures.yaml:18:33: error: code 880610 is not in HS2017, the edition that the measure states; HS2022 has it; write what it corresponds to (880211) or state the edition HS2022");
    }

    @Test
    void shouldRefuseACodeThatNoEditionHas() {
        assertThat(folder.with("\"8903\"]", "\"8903\", \"870399\"]").problems())
                .containsExactly(
                        "measures/measures.yaml:18:33: error: code 870399 is not in HS2017, the edition that the measure states; no edition has it; correct the code");
    }

    @Test
    void shouldNotProposeWhatTheStatedEditionDoesNotHaveEither() {
        folder.write("reference/hs-codes.csv", """
                edition,code
                HS2007,870323
                HS2012,870323
                HS2017,870323
                HS2017,870340
                HS2017,880211
                HS2022,870340
                HS2022,870350
                HS2022,880211
                HS2022,880610
                """);

        assertThat(folder.with("\"8903\"]", "\"8903\", \"870350\"]").problems())
                .containsExactly(
                        "measures/measures.yaml:18:33: error: code 870350 is not in HS2017, the edition that the measure states; HS2022 has it; correct the code or state the edition HS2022");
    }

    @Test
    void shouldRefuseACodeOfAnEditionTwoStepsAway() {
        assertThat(folder.with(
                                "effectiveFrom",
                                "hsEdition: HS2012\n    exceptCommodities: [\"880610\"]\n    effectiveFrom")
                        .problems())
                .contains(
                        "measures/measures.yaml:20:25: error: code 880610 is not in HS2012, the edition that the measure states; HS2022 has it; write what it corresponds to (880211) or state the edition HS2022");
    }

    @Test
    void shouldTakeACodeThatBothEditionsHave() {
        assertThat(folder.with("\"8903\"]", "\"880211\"]").problems()).isEmpty();
    }

    @Test
    void shouldRefuseNationalDigitsWithoutTariff() {
        assertThat(folder.with("\"8903\"]", "\"87032319\"]").problems())
                .containsExactly(
                        "measures/measures.yaml:9:5: error: measure UN-KP-2397-7-VEHICLES has no tariff; add it: Whose digits follow the sixth: CN = the EU's Combined Nomenclature. Needed where a code has more than six");
    }

    @Test
    void shouldWarnOfAnExceptionOutsideTheCommodities() {
        assertThat(folder.with("effectiveFrom", "exceptCommodities: [\"8609\"]\n    effectiveFrom")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:25: warning: '8609' lies outside the measure's commodities, so it spares nothing; drop it, or correct the code");
    }

    @Test
    void shouldWarnOfAnExceptionThatSwallowsACommodity() {
        assertThat(folder.with("effectiveFrom", "exceptCommodities: [\"89\"]\n    effectiveFrom")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:25: warning: '89' spares all of 8903, which commodities lists; drop 8903 from commodities, or narrow the exception");
    }

    @Test
    void shouldRefuseAMeasureThatEndsBeforeItBegins() {
        assertThat(folder.with("effectiveFrom: 2017-12-22", "effectiveFrom: 2017-12-22\n    effectiveTo: 2017-12-22")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:20:18: error: effectiveTo 2017-12-22 is not after effectiveFrom 2017-12-22, so the measure is never in force; correct one of the two: effectiveTo is the first day on which it is law no more");
    }

    @Test
    void shouldWarnOfLawBeforeItsAdoption() {
        assertThat(folder.with("effectiveFrom: 2017-12-22", "effectiveFrom: 2017-12-21")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:20: warning: effectiveFrom 2017-12-21 lies before the instrument's adoption on 2017-12-22; check both days");
    }

    @Test
    void shouldRefuseAWindDownForContractsMadeAfterItsEnd() {
        assertThat(folder.with(
                                "effectiveFrom",
                                "windDown: { contractBefore: 2018-03-22, until: 2018-01-22 }\n    effectiveFrom")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:33: error: contractBefore 2018-03-22 lies after until 2018-01-22; contractBefore is the day before which the contract was made, until the first day on which it no longer helps");
    }

    @Test
    void shouldWarnOfAWindDownThatSparesNothing() {
        assertThat(folder.with(
                                "effectiveFrom",
                                "windDown: { contractBefore: 2017-12-01, until: 2017-12-22 }\n    effectiveFrom")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:52: warning: until 2017-12-22 is not after effectiveFrom 2017-12-22, so no contract is ever spared; correct one of the two, or drop windDown");
    }

    @Test
    void shouldWarnOfAWindDownThatEndsADayBeforeItsMeasure() {
        assertThat(folder.with(
                                "effectiveFrom: 2017-12-22",
                                "windDown: { contractBefore: 2017-12-22, until: 2018-01-21 }\n    effectiveFrom: 2017-12-22\n    effectiveTo: 2018-01-22")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:52: warning: until 2018-01-21 lies shortly before effectiveTo 2018-01-22, so older contracts are caught on the last days; both are the first day on which something no longer holds: if old contracts are spared to the end, write until 2018-01-22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2018-01-22", "2018-01-14"})
    void shouldAcceptAWindDownThatEndsWithItsMeasureOrWellBefore(String until) {
        assertThat(folder.with(
                                "effectiveFrom: 2017-12-22",
                                "windDown: { contractBefore: 2017-12-22, until: " + until
                                        + " }\n    effectiveFrom: 2017-12-22\n    effectiveTo: 2018-01-22")
                        .problems())
                .isEmpty();
    }

    @Test
    void shouldWarnOfAWindDownThatOutlivesItsMeasure() {
        assertThat(folder.with(
                                "effectiveFrom: 2017-12-22",
                                "windDown: { contractBefore: 2017-12-22, until: 2018-01-22 }\n    effectiveFrom: 2017-12-22\n    effectiveTo: 2018-01-01")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:52: warning: until 2018-01-22 lies after effectiveTo 2018-01-01; check both days");
    }

    @Test
    void shouldRefuseTheSameRevisionTwice() {
        assertThat(folder.withSecond("para. 7", "para. 8").problems())
                .containsExactly(
                        "measures/measures.yaml:20:9: error: UN-KP-2397-7-VEHICLES@1 stands twice, first at measures/measures.yaml:9:5; raise the revision, or give the measure an id of its own");
    }

    @Test
    void shouldRefuseARevisionRecordedBeforeItsPredecessor() {
        assertThat(folder.withSecond(
                                "revision: 1\n    recordedAt: 2017-12-22", "revision: 2\n    recordedAt: 2017-12-21")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:22:17: error: revision 2 was recorded at 2017-12-21T00:00:00Z, before revision 1 at 2017-12-22T00:00:00Z; a higher revision is never recorded earlier: correct recordedAt or revision");
    }

    @Test
    void shouldTakeRevisionsThatSkipANumber() {
        assertThat(folder.withSecond("revision: 1", "revision: 5").problems()).isEmpty();
    }

    @Test
    void shouldRefuseAMeasureThatRepeatsAnother() {
        assertThat(folder.withSecond("-VEHICLES", "-VEHICLES-AGAIN").problems())
                .containsExactly(
                        "measures/measures.yaml:20:9: error: UN-KP-2397-7-VEHICLES-AGAIN says the same as UN-KP-2397-7-VEHICLES at measures/measures.yaml:9:5, and both are in force on 2017-12-22; drop one of the two, or end the earlier with effectiveTo");
    }

    @Test
    void shouldWarnOfGoodsThatTwoMeasuresOfAProvisionShare() {
        String yachts = LintFolder.MEASURE.replace("-VEHICLES", "-YACHTS").replace("\"87\", \"8903\"", "\"89\"");

        assertThat(folder.write("measures/measures.yaml", LintFolder.FILE + yachts)
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:29:18: warning: goods of 8903 are in UN-KP-2397-7-YACHTS and in UN-KP-2397-7-VEHICLES at measures/measures.yaml:9:5, both in force on 2017-12-22; each will be reported: end the earlier with effectiveTo, or part their commodities");
    }

    @Test
    void shouldTakeTwoMeasuresThatFollowEachOther() {
        String second = LintFolder.MEASURE
                .replace("-VEHICLES", "-VEHICLES-2018")
                .replace("effectiveFrom: 2017-12-22", "effectiveFrom: 2018-12-22");
        String first = LintFolder.FILE + "    effectiveTo: 2018-12-22\n";

        assertThat(folder.write("measures/measures.yaml", first + second).problems())
                .isEmpty();
    }

    @Test
    void shouldFindTheSameRevisionInTwoFiles() {
        assertThat(folder.write("measures/eu/other.yml", LintFolder.FILE).problems())
                .containsExactly("measures/measures.yaml:9:9: error: UN-KP-2397-7-VEHICLES@1 stands twice, first at"
                        + " measures/eu/other.yml:9:5; raise the revision, or give the measure an id of its own");
    }

    @Test
    void shouldRefuseToMakeLawOfFilesWithErrors() {
        MeasureCatalogue catalogue = folder.with("[\"KP\"]", "[\"KX\"]").check();

        assertThatExceptionOfType(MeasureFilesRefusedException.class)
                .isThrownBy(catalogue::law)
                .withMessageContaining("measures.yaml:17:15: error: 'KX'");
    }

    @Test
    void shouldTellOnlyOfTablesWhereTablesAreWrong() {
        folder.with("[\"KP\"]", "[\"KX\"]")
                .write("reference/countries.csv", "code,canonical,until,alpha3,numeric,names\nKP,KQ,,,,\n");

        assertThat(folder.problems())
                .noneMatch(problem -> problem.contains("KX"))
                .isNotEmpty();
    }

    @Test
    void shouldWarnOfAnUnverifiedCitationThatDoesNotSayWhatIsUnverified() {
        assertThat(folder.with("VERIFIED", "UNVERIFIED").problems())
                .containsExactly(
                        "measures/measures.yaml:13:21: warning: the citation of UN-KP-2397-7-VEHICLES is unverified, and no note says in what; add citationNote: what was not read in a source");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "VERIFIED,   true,  true",
                "VERIFIED,   true,  -",
                "VERIFIED,   -,     true",
                "VERIFIED,   -,     -",
                "UNVERIFIED, false, true",
                "UNVERIFIED, true,  false",
                "UNVERIFIED, false, false",
                "UNVERIFIED, false, -",
                "UNVERIFIED, true,  -",
                "UNVERIFIED, -,     true"
            })
    void shouldAcceptAStatusThatAgreesWithTheHalvesRead(
            String status, @Nullable Boolean contentRead, @Nullable Boolean provisionRead) {
        assertThat(folder.with("citationStatus: VERIFIED", citation(status, contentRead, provisionRead))
                        .check()
                        .errors())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "VERIFIED,   true,  false, contentRead is true and provisionRead is false",
                "VERIFIED,   false, true,  contentRead is false and provisionRead is true",
                "VERIFIED,   false, false, contentRead is false and provisionRead is false",
                "VERIFIED,   false, -,     contentRead is false",
                "VERIFIED,   -,     false, provisionRead is false",
                "UNVERIFIED, true,  true,  contentRead is true and provisionRead is true"
            })
    void shouldRefuseAStatusThatContradictsTheHalvesRead(
            String status, @Nullable Boolean contentRead, @Nullable Boolean provisionRead, String halves) {
        assertThat(folder.with("citationStatus: VERIFIED", citation(status, contentRead, provisionRead))
                        .check()
                        .errors())
                .singleElement()
                .asString()
                .endsWith("measures.yaml:13:21: error: citationStatus is " + status + ", but " + halves
                        + "; drop citationStatus, which follows from contentRead and provisionRead, or correct one of the"
                        + " three");
    }

    private static String citation(String status, @Nullable Boolean contentRead, @Nullable Boolean provisionRead) {
        return "citationStatus: " + status + "\n    contentRead: " + contentRead + "\n    provisionRead: "
                + provisionRead;
    }

    @Test
    void shouldNotAskForANoteWhereTheHalvesSayWhatIsOpen() {
        assertThat(folder.with("citationStatus: VERIFIED", "contentRead: true\n    provisionRead: false")
                        .problems())
                .isEmpty();
    }

    @Test
    void shouldAcceptATextFromTheMeasuresFirstDayUntilToday() {
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        for (String day : List.of("2017-12-22", "2020-01-01", today)) {
            assertThat(folder.with("effectiveFrom", "textAsOf: " + day + "\n    effectiveFrom")
                            .problems())
                    .isEmpty();
        }
    }

    @Test
    void shouldRefuseATextOfTheFuture() {
        assertThat(folder.with("effectiveFrom", "textAsOf: 9999-12-31\n    effectiveFrom")
                        .problems())
                .singleElement()
                .asString()
                .startsWith(
                        "measures/measures.yaml:19:15: error: textAsOf 9999-12-31 is in the future, so nobody can have read that state; write the day of the newest state that was read, today (");
    }

    @Test
    void shouldWarnOfATextThatIsOlderThanTheMeasure() {
        assertThat(folder.with("effectiveFrom", "textAsOf: 2017-12-21\n    effectiveFrom")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:15: warning: textAsOf 2017-12-21 lies before effectiveFrom 2017-12-22, so the text that was read is older than the measure; check both days");
    }
}
