package io.tradewatch.ruleset.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.model.CitationStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a measure file by itself: YAML, quotes, schema, values. */
final class MeasureFilesTest {
    private final LintFolder folder;

    MeasureFilesTest(@TempDir Path folder) {
        this.folder = new LintFolder(folder);
    }

    @Test
    void shouldRefuseACodeThatYamlReadsAsANumber() {
        assertThat(folder.with("\"8903\"", "0303").problems())
                .containsExactly(
                        "measures/measures.yaml:18:25: error: 0303 is not quoted, and YAML reads it as a number; write \"0303\"");
    }

    @Test
    void shouldRefuseACodeWithoutQuotesThatLooksSound() {
        assertThat(folder.with("\"8903\"", "8903").problems())
                .containsExactly(
                        "measures/measures.yaml:18:25: error: 8903 is not quoted, and YAML reads it as a number; write \"8903\"");
    }

    @Test
    void shouldRefuseACodeThatOnlySomeReadersTakeForANumber() {
        assertThat(folder.with("\"8903\"", "0809").problems())
                .containsExactly(
                        "measures/measures.yaml:18:25: error: 0809 is not quoted, and YAML reads it as a number; write \"0809\"");
    }

    @Test
    void shouldRefuseNorwayWithoutQuotes() {
        assertThat(folder.with("\"KP\"", "NO").problems())
                .containsExactly(
                        "measures/measures.yaml:17:15: error: NO is not quoted, and YAML reads it as true or false; write \"NO\"");
    }

    @Test
    void shouldWarnOfACountryWithoutQuotesThatYamlReadsAsText() {
        assertThat(folder.with("\"KP\"", "KP").problems())
                .containsExactly(
                        "measures/measures.yaml:17:15: warning: KP is not quoted; YAML reads it as text, but NO as false and 0303 as a number; write \"KP\"");
    }

    @Test
    void shouldRefuseDotsInACode() {
        assertThat(folder.with("\"8903\"", "\"8903.10\"").problems())
                .containsExactly(
                        "measures/measures.yaml:18:25: error: commodities has the entry \"8903.10\"; expected: Digits without dots, an even number from 2 to 14; a leading \"ex \" means only part of that code; \"*\" alone means all goods. Always quoted");
    }

    @Test
    void shouldRefuseACodeOfOddLength() {
        assertThat(folder.with("\"8903\"", "\"89031\"").problems())
                .containsExactly(
                        "measures/measures.yaml:18:25: error: commodities has the entry \"89031\"; did you mean \"089031\"? expected: Digits without dots, an even number from 2 to 14; a leading \"ex \" means only part of that code; \"*\" alone means all goods. Always quoted");
    }

    @Test
    void shouldRefuseAReservedChapter() {
        assertThat(folder.with("\"8903\"", "\"77\"").problems())
                .containsExactly(
                        "measures/measures.yaml:18:25: error: commodities has the entry \"77\"; expected: Digits without dots, an even number from 2 to 14; a leading \"ex \" means only part of that code; \"*\" alone means all goods. Always quoted");
    }

    @Test
    void shouldRefuseACodeListedTwice() {
        assertThat(folder.with("\"8903\"", "\"8903\", \"8903\"").problems())
                .containsExactly(
                        "measures/measures.yaml:18:18: error: commodities is [\"87\",\"8903\",\"8903\"]; expected: Code prefixes that the measure covers");
    }

    @Test
    void shouldRefuseAnEmptyListOfGoods() {
        assertThat(folder.with("[\"87\", \"8903\"]", "[]").problems())
                .containsExactly(
                        "measures/measures.yaml:18:18: error: commodities is []; expected: Code prefixes that the measure covers");
    }

    @Test
    void shouldTakeNullForAbsent() {
        assertThat(folder.with(
                                "effectiveFrom",
                                "roles: []\n    tariff: null\n    windDown: ~\n    condition:\n    boundBy: []\n    effectiveFrom")
                        .problems())
                .isEmpty();
    }

    @Test
    void shouldRefuseAnUnknownStatus() {
        assertThat(folder.with("effectiveFrom", "status: LIFTED\n    effectiveFrom")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:13: error: status is \"LIFTED\"; write one of ACTIVE, REVOKED");
    }

    @Test
    void shouldRefuseAnUnknownKey() {
        assertThat(folder.with("effectiveFrom", "effectiveUntil: 2020-01-01\n    effectiveFrom")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:5: error: measure UN-KP-2397-7-VEHICLES has an unknown key effectiveUntil; use one of id, revision, recordedAt, status, provision, citationStatus, citationNote, contentRead, provisionRead, textAsOf, summary, action, flow, targets, roles, boundBy, hsEdition, tariff, commodities, exceptCommodities, unitValueOver, windDown, condition, effectiveFrom, effectiveTo, exceptions");
    }

    @Test
    void shouldRefuseAKeyThatStandsTwice() {
        assertThat(folder.with("effectiveFrom", "flow: IMPORT\n    effectiveFrom")
                        .problems())
                .containsExactly("measures/measures.yaml:19:5: error: key 'flow' stands twice; keep one of the two");
    }

    @Test
    void shouldRefuseAMeasureWithoutProvision() {
        assertThat(folder.with("    provision: para. 7\n", "").problems())
                .containsExactly(
                        "measures/measures.yaml:9:5: error: measure UN-KP-2397-7-VEHICLES has no provision; add it: Paragraph or article, with the annex");
    }

    @Test
    void shouldDeriveTheCitationsStatusFromItsHalves() {
        assertThat(statusOf("contentRead: true\n    provisionRead: true")).isEqualTo(CitationStatus.VERIFIED);
        assertThat(statusOf("contentRead: true\n    provisionRead: false")).isEqualTo(CitationStatus.UNVERIFIED);
        assertThat(statusOf("contentRead: false\n    provisionRead: true")).isEqualTo(CitationStatus.UNVERIFIED);
        assertThat(statusOf("contentRead: false\n    provisionRead: false")).isEqualTo(CitationStatus.UNVERIFIED);
    }

    private CitationStatus statusOf(String halves) {
        MeasureCatalogue catalogue =
                folder.with("citationStatus: VERIFIED", halves).check();
        assertThat(catalogue.problems()).isEmpty();
        return catalogue.law().revisions().iterator().next().citationStatus();
    }

    @Test
    void shouldReadWhatWasReadAndToWhichDay() {
        assertThat(folder.with(
                                "citationStatus: VERIFIED",
                                "contentRead: true\n    provisionRead: false\n    textAsOf: 2025-10-24")
                        .check()
                        .law()
                        .revisions())
                .singleElement()
                .satisfies(measure -> {
                    assertThat(measure.contentRead()).isTrue();
                    assertThat(measure.provisionRead()).isFalse();
                    assertThat(measure.textAsOf()).isEqualTo("2025-10-24");
                });
    }

    @Test
    void shouldTakeTheHalvesThatAreNullForAbsent() {
        assertThat(folder.with(
                                "citationStatus: VERIFIED",
                                "citationStatus: VERIFIED\n    contentRead: null\n    provisionRead: ~\n    textAsOf:")
                        .check()
                        .law()
                        .revisions())
                .singleElement()
                .satisfies(measure -> {
                    assertThat(measure.contentRead()).isNull();
                    assertThat(measure.provisionRead()).isNull();
                    assertThat(measure.textAsOf()).isNull();
                });
    }

    @Test
    void shouldRefuseOneHalfOfACitationWithoutStatus() {
        assertThat(folder.with("citationStatus: VERIFIED", "contentRead: true").problems())
                .containsExactly(
                        "measures/measures.yaml:9:5: error: measure UN-KP-2397-7-VEHICLES has no provisionRead; add it: true = the number of the provision was read in an official text or a faithful copy; false = it was not. With contentRead it stands for citationStatus");
        assertThat(folder.with("citationStatus: VERIFIED", "provisionRead: true")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:9:5: error: measure UN-KP-2397-7-VEHICLES has no contentRead; add it: true = the goods, and what else the measure covers, were read in an official text or a faithful copy; false = they were not. With provisionRead it stands for citationStatus");
    }

    @Test
    void shouldRefuseAMeasureThatSaysNothingOfItsCitation() {
        assertThat(folder.with("    citationStatus: VERIFIED\n", "").problems())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("has no contentRead"))
                .anySatisfy(problem -> assertThat(problem).contains("has no provisionRead"));
    }

    @Test
    void shouldRefuseAHalfThatIsNeitherTrueNorFalse() {
        assertThat(folder.with("citationStatus: VERIFIED", "contentRead: \"yes\"\n    provisionRead: 1")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:13:18: error: contentRead is \"yes\", which is not true or false; expected: true = the goods, and what else the measure covers, were read in an official text or a faithful copy; false = they were not. With provisionRead it stands for citationStatus",
                        "measures/measures.yaml:14:20: error: provisionRead is 1, which is not true or false; expected: true = the number of the provision was read in an official text or a faithful copy; false = it was not. With contentRead it stands for citationStatus");
    }

    @Test
    void shouldRefuseAStateOfTheTextThatIsNoDay() {
        assertThat(folder.with("effectiveFrom", "textAsOf: 2025-10\n    effectiveFrom")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:15: error: textAsOf is \"2025-10\"; expected: a day such as 2017-12-22");
    }

    @Test
    void shouldRefuseAMeasureWithoutEdition() {
        assertThat(folder.with("  hsEdition: HS2017\n", "").problems())
                .containsExactly(
                        "measures/measures.yaml:8:5: error: measure UN-KP-2397-7-VEHICLES has no hsEdition; state the edition of the Harmonized System of its codes, here or in the instrument");
    }

    @Test
    void shouldRefuseAnIdWithBlanks() {
        assertThat(folder.with("UN-KP-2397-7-VEHICLES", "UN KP VEHICLES").problems())
                .containsExactly(
                        "measures/measures.yaml:9:9: error: id is \"UN KP VEHICLES\"; expected: Fixed for ever: violation ids are made from it. AUTHORITY-COUNTRY-INSTRUMENT-PARAGRAPH-GOODS");
    }

    @Test
    void shouldRefuseANegativeRevision() {
        assertThat(folder.with("revision: 1", "revision: -1").problems())
                .containsExactly(
                        "measures/measures.yaml:10:15: error: revision is -1; expected: Of the revisions known at the time of screening the highest counts");
    }

    @Test
    void shouldRefuseARoleOfTheOtherFlow() {
        assertThat(folder.with("effectiveFrom", "roles: [\"DESTINATION\", \"ORIGIN\"]\n    effectiveFrom")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:28: error: roles has the entry \"ORIGIN\"; expected: In which roles a target counts. Default for EXPORT: DESTINATION, CONSIGNEE, END_USER, ex TRANSIT; for IMPORT: ORIGIN, DISPATCH, CONSIGNOR. \"ex \" = that role alone does not decide");
    }

    @Test
    void shouldRefuseADayThatDoesNotExist() {
        assertThat(folder.with("effectiveFrom: 2017-12-22", "effectiveFrom: 2017-02-30")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:20: error: effectiveFrom is \"2017-02-30\"; expected: a day such as 2017-12-22");
    }

    @Test
    void shouldRefuseATimeWithoutOffset() {
        assertThat(folder.with("T00:00:00Z", "T00:00:00").problems())
                .containsExactly(
                        "measures/measures.yaml:11:17: error: recordedAt is \"2017-12-22T00:00:00\"; expected: a time in UTC such as 2017-12-22T00:00:00Z");
    }

    @Test
    void shouldRefuseACurrencyInSmallLetters() {
        assertThat(folder.with("effectiveFrom", "unitValueOver: { amount: 2000, currency: usd }\n    effectiveFrom")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:46: error: currency is \"usd\"; expected: an ISO 4217 code such as USD");
    }

    @Test
    void shouldRefuseAnAmountThatIsNoNumber() {
        assertThat(folder.with("effectiveFrom", "unitValueOver: { amount: much, currency: USD }\n    effectiveFrom")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:30: error: amount is \"much\"; expected: a number such as 2000");
    }

    @Test
    void shouldRefuseWindDownWithoutEnd() {
        assertThat(folder.with("effectiveFrom", "windDown: { contractBefore: 2017-12-22 }\n    effectiveFrom")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:15: error: windDown has no until; add it: Old contracts: made before contractBefore, goods moved before until. Both dates are exclusive");
    }

    @Test
    void shouldRefuseAllGoodsAsAnException() {
        assertThat(folder.with("effectiveFrom", "exceptCommodities: [\"*\"]\n    effectiveFrom")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml:19:25: error: exceptCommodities has the entry \"*\"; expected: Digits without dots, an even number from 2 to 14; a leading \"ex \" means only part of that code; \"*\" alone means all goods. Always quoted");
    }

    @Test
    void shouldRefuseBrokenYaml() {
        assertThat(folder.with("[\"87\", \"8903\"]", "[\"87\", \"8903\"").problems())
                .containsExactly(
                        "measures/measures.yaml:19:5: error: is not YAML: while parsing a flow sequence, expected ',' or ']', but got <scalar>; check indentation, brackets and quotes here");
    }

    @Test
    void shouldRefuseASecondDocument() {
        assertThat(folder.write("measures/measures.yaml", "a: 1\n---\nb: 2\n").problems())
                .containsExactly(
                        "measures/measures.yaml:3:1: error: a second document begins here; keep one document in a file: drop the line ---");
    }

    @Test
    void shouldRefuseAnEmptyFile() {
        assertThat(folder.write("measures/measures.yaml", "# nothing yet\n").problems())
                .containsExactly("measures/measures.yaml: error: is empty; fill it or delete it");
    }

    @Test
    void shouldRefuseAliasesThatMultiply() {
        assertThat(folder.write("measures/measures.yaml", "a: &a [1, 2]\nb: [*a, *a]\n")
                        .problems())
                .containsExactly(
                        "measures/measures.yaml: error: is not YAML that can be read here: Number of aliases for non-scalar nodes exceeds the specified max=0; write lists and mappings out instead of repeating them by an alias, and check the file");
    }

    @Test
    void shouldRefuseAFileThatIsAList() {
        assertThat(folder.write("measures/measures.yaml", "- id: A\n").problems())
                .containsExactly(
                        "measures/measures.yaml:1:1: error: the file is [{\"id\":\"A\"}], which is not a mapping; write a mapping");
    }

    @Test
    void shouldPassByWhatIsNoMeasureFile() {
        assertThat(folder.write("measures/README.md", "# Notes")
                        .write("measures/.draft/measures.yaml", "- nothing")
                        .problems())
                .isEmpty();
    }
}
