package io.tradewatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Certainty;
import io.tradewatch.avro.Violation;
import io.tradewatch.codec.AvroJson;
import io.tradewatch.codec.ViolationFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScreenTest {
    private static final Path CONFIG = Path.of("..", "config");
    private static final String CAR = """
            {"transferId":"%s","revision":%d,"status":"%s","occurredAt":"2024-02-18T00:00:00Z",\
            "countryOfDispatch":"RU","countryOfDestination":"%s",\
            "goodsItems":[{"itemNumber":1,"commodityCode":"8703.40"}]}
            """;

    private static final String CSV_MAPPING = """
            fields:
              transferId: id
              occurredAt: { column: day, format: dd.MM.yyyy }
              countryOfDispatch: { constant: DE }
              countryOfDestination: to
              goodsItems[0].itemNumber: { constant: 1 }
              goodsItems[0].commodityCode: { constant: '8703.24' }
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldWriteOpenViolationsSortedAndSummariseOnStderr() throws IOException {
        Run run = screen(car("B", 0, "DECLARED", "KP") + car("A", 0, "DECLARED", "KP") + car("C", 0, "DECLARED", "JP"));

        List<Violation> violations = violations(run);
        assertThat(run.exitCode()).isZero();
        assertThat(violations).isSortedAccordingTo(ViolationFile.ORDER);
        assertThat(violations)
                .extracting(violation -> violation.getTransferId() + " " + violation.getMeasureId())
                .contains("A UN-KP-2397-7-VEHICLES", "B UN-KP-2397-7-VEHICLES")
                .noneMatch(one -> one.startsWith("C"));
        assertThat(violations).allMatch(violation -> violation.getSequence() == 0);
        assertThat(run.err())
                .contains("transfers   3")
                .contains("PROHIBITED/CERTAIN")
                .contains("bad rows    none");
        assertThat(run.err().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void shouldCountOnlyTheNewestRevisionOfATransfer() throws IOException {
        Run run = screen(car("corrected", 1, "DECLARED", "JP")
                + car("corrected", 0, "DECLARED", "KP")
                + car("cancelled", 0, "DECLARED", "KP")
                + car("cancelled", 1, "CANCELLED", "KP")
                + car("repeated", 0, "DECLARED", "KP")
                + car("repeated", 0, "DECLARED", "KP"));

        assertThat(violations(run))
                .isNotEmpty()
                .allMatch(one -> one.getTransferId().equals("repeated"));
        assertThat(run.err()).contains("transfers   3").contains("bad rows    none");
    }

    @Test
    void shouldReportTheSameRevisionWithOtherContentAndKeepTheFirst() throws IOException {
        Run run = screen(car("A", 0, "DECLARED", "KP") + car("A", 0, "DECLARED", "JP"));

        assertThat(violations(run)).isNotEmpty();
        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(run.err())
                .contains("in.jsonl:2: CONFLICTING_REVISION")
                .contains("bad rows    CONFLICTING_REVISION 1");
    }

    @Test
    void shouldScreenASecondRecordWhereTheFirstOfTheSameRevisionWasClean() throws IOException {
        Run run = screen(car("A", 0, "DECLARED", "JP") + car("A", 0, "DECLARED", "KP"));

        assertThat(violations(run)).isNotEmpty();
        assertThat(run.err()).contains("transfers   1").contains("bad rows    none");
    }

    @Test
    void shouldReportOneByOneNoMoreViolationsOfATransferThanTheSettingsAllow() throws IOException {
        Path settings = folder.resolve("settings.yaml");
        Files.writeString(settings, "screening:\n  max-violations-per-transfer: 1\n");

        Run run = screen(car("A", 0, "DECLARED", "KP"), "--config", settings.toString());

        assertThat(violations(run)).singleElement().satisfies(one -> {
            assertThat(one.getItemNumber()).isZero();
            assertThat(one.getDoubts()).containsExactly("TOO_MANY_FINDINGS");
        });
    }

    @Test
    void shouldSummariseTheCountriesThatCannotBeRead() throws IOException {
        Run run = screen(car("A", 0, "DECLARED", "Atlantis")
                + car("B", 0, "DECLARED", "Atlantis")
                + car("C", 0, "DECLARED", "North Korea"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("unreadable  DESTINATION 2; most often 'Atlantis' 2");
    }

    @Test
    void shouldReportBadRowsByLineAndScreenTheRest() throws IOException {
        Run run = screen("{broken\n" + car("A", 0, "DECLARED", "KP"));

        assertThat(run.exitCode()).isEqualTo(4);
        assertThat(violations(run)).isNotEmpty();
        assertThat(run.err()).contains("in.jsonl:1: MALFORMED_JSON");
    }

    @Test
    void shouldSucceedWithBadRowsWhereTheyAreAllowed() throws IOException {
        assertThat(screen("{broken\n" + car("A", 0, "DECLARED", "JP"), "--allow-rejects")
                        .exitCode())
                .isZero();
    }

    @Test
    void shouldKeepRejectedLinesAsTheyWere() throws IOException {
        Path rejects = folder.resolve("rejects.jsonl");
        String conflicting = car("A", 0, "DECLARED", "JP");

        Run run = screen(car("A", 0, "DECLARED", "KP") + "{broken  \n" + conflicting, "--rejects", rejects.toString());

        assertThat(rejects).hasContent("{broken  \n" + conflicting);
        assertThat(run.err().lines()).anyMatch(line -> line.startsWith("rejects     2 in"));
    }

    @Test
    void shouldKeepRejectedRowsOfCsvWithTheirColumnsSoThatTheyCanBeCorrectedAndGivenAgain() throws IOException {
        Path mapping = Files.writeString(folder.resolve("map.yaml"), CSV_MAPPING);
        Path file =
                Files.writeString(folder.resolve("in.csv"), "id,day,to\r\nA,18.02.2024,JP\r\nB,31.02.2024,\"KP\"\r\n");
        Path rejects = folder.resolve("rejects.csv");

        Run first = run(file, "--mapping", mapping.toString(), "--rejects", rejects.toString());
        assertThat(first.exitCode()).isEqualTo(4);
        assertThat(rejects).hasContent("id,day,to\nB,31.02.2024,\"KP\"\n");
        Files.writeString(rejects, Files.readString(rejects).replace("31.02", "28.02"));

        Run second = run(rejects, "--mapping", mapping.toString());

        assertThat(second.exitCode()).isZero();
        assertThat(violations(second)).isNotEmpty();
    }

    @Test
    void shouldRefuseToWriteRejectedRowsOverTheFileThatIsRead() throws IOException {
        String line = car("A", 0, "DECLARED", "JP");

        Run run = screen(line, "--rejects", folder.resolve("in.jsonl").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("in.jsonl")).hasContent(line);
    }

    @Test
    void shouldScreenRowsWhoseAmountsCannotBeReadAndSaySo() throws IOException {
        Path mapping =
                Files.writeString(folder.resolve("map.yaml"), CSV_MAPPING + "  goodsItems[0].value.amount: worth\n");
        Path file = Files.writeString(folder.resolve("in.csv"), """
                id,day,to,worth
                A,18.02.2024,KP,"12,500.00"
                B,18.02.2024,KP,n/a
                C,18.02.2024,KP,12 500
                """);

        Run run = run(file, "--mapping", mapping.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(violations(run))
                .filteredOn(violation -> violation.getMeasureId().equals("UN-KP-2397-7-VEHICLES"))
                .hasSize(3)
                .allMatch(violation -> violation.getCertainty() == Certainty.CERTAIN);
        assertThat(run.err())
                .contains("in.csv:3: note: goodsItems[0].value.amount is 'n/a' in")
                .contains("notes       3");
    }

    @Test
    void shouldScreenEachItemOfADeclarationThatStandsInSeveralRows() throws IOException {
        Path mapping = Files.writeString(
                folder.resolve("map.yaml"),
                CSV_MAPPING
                        .replace("itemNumber: { constant: 1 }", "itemNumber: item")
                        .replace("{ constant: '8703.24' }", "hs"));
        Path file = Files.writeString(folder.resolve("in.csv"), """
                id,item,day,to,hs
                D,1,18.02.2024,KP,0901.21
                D,2,18.02.2024,KP,8703.24
                D,3,18.02.2024,KP,9503.00
                """);

        Run run = run(file, "--mapping", mapping.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("transfers   1");
        assertThat(violations(run))
                .filteredOn(violation -> violation.getMeasureId().equals("UN-KP-2397-7-VEHICLES"))
                .extracting(violation -> violation.getItemNumber() + " " + violation.getCertainty())
                .containsExactly("2 CERTAIN");
    }

    @Test
    void shouldWarnOfADayAfterTomorrow() throws IOException {
        Run run = screen(car("A", 0, "DECLARED", "KP").replace("2024-02-18", "2999-02-18"));

        assertThat(run.err()).contains("in.jsonl:1: note: the transfer is of 2999-02-18, which is after tomorrow");
    }

    @Test
    void shouldFailWhenNothingCouldBeRead() throws IOException {
        assertThat(screen("{broken\n").exitCode()).isEqualTo(1);
        assertThat(Run.of("screen", folder.resolve("none.jsonl").toString()).exitCode())
                .isEqualTo(1);
    }

    @Test
    void shouldScreenWithTheLawAsItWasKnown() throws IOException {
        assertThat(violations(screen(car("A", 0, "DECLARED", "KP"), "--known-at", "2006-01-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void shouldRefuseMeasureFilesWithErrorsAndNameTheFirst() throws IOException {
        Path measures = Files.createDirectory(folder.resolve("measures"));
        Files.writeString(measures.resolve("wrong.yaml"), "instrument: {}\nmeasures: []\n");

        Run run = screen(car("A", 0, "DECLARED", "KP"), "--measures", measures.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("wrong.yaml:1").contains("measures lint");
    }

    @Test
    void shouldAskForAMappingWhereAFileIsCsv() {
        Run run = Run.of("screen", CONFIG.resolve("mappings/example.csv").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--mapping");
    }

    @Test
    void shouldScreenTheExampleInCsv() throws IOException {
        Path output = folder.resolve("out.jsonl");

        Run run = run(
                CONFIG.resolve("mappings/example.csv"),
                "--mapping",
                CONFIG.resolve("mappings/example.yaml").toString(),
                "--output",
                output.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(Files.readAllLines(output))
                .isNotEmpty()
                .allMatch(line -> line.contains("\"transferId\":\"example-A-2\""));
    }

    /** The rows are made up; the columns are those of the published files. */
    @Test
    void shouldReadCustomsDeclarationsWithTheMappingThatShips() throws IOException {
        String declarations = """
                Declaration ID,Date,Office ID,Process Type,Import Type,Import Use,Payment Type,Mode of Transport,Declarant ID,\
                Importer ID,Seller ID,Courier ID,HS6 Code,Country of Departure,Country of Origin,Tax Rate,Tax Type,\
                Country of Origin Indicator,Net Mass,Item Price,Fraud,Critical Fraud
                1,2020-01-01,30,B,11,21,11,10,D1,I1,S1,,440890,BE,BE,0.0,FEU1,G,108.0,372254.40000000002,0,0
                2,2020-01-02,30,B,11,21,11,99,D1,I1,S2,,270112,CN,KP,0.0,A,Y,437.36000000000007,1000.0,0,0
                """;
        Path file = Files.writeString(folder.resolve("declarations.csv"), declarations);

        Run run = run(
                file,
                "--mapping",
                CONFIG.resolve("mappings/customs-declarations.yaml").toString());

        assertThat(run.err()).contains("bad rows    none");
        assertThat(violations(run)).isNotEmpty().allSatisfy(violation -> {
            assertThat(violation.getTransferId()).isEqualTo("KR-2");
            assertThat(violation.getProgramme()).isEqualTo("UN-DPRK");
            assertThat(violation.getGoodsItem().getNetMassKg()).isEqualByComparingTo("437.36");
        });
    }

    private Run screen(String lines, String... options) throws IOException {
        return run(Files.writeString(folder.resolve("in.jsonl"), lines), options);
    }

    private static Run run(Path file, String... options) {
        List<String> words = new ArrayList<>(List.of("screen", file.toString()));
        words.addAll(List.of("--reference", CONFIG.resolve("reference").toString()));
        words.addAll(List.of(options));
        if (!words.contains("--measures")) {
            words.addAll(List.of("--measures", CONFIG.resolve("measures").toString()));
        }
        return Run.of(words.toArray(String[]::new));
    }

    private static String car(String transferId, int revision, String status, String destination) {
        return CAR.formatted(transferId, revision, status, destination);
    }

    private static List<Violation> violations(Run run) {
        return run.out()
                .lines()
                .map(line -> AvroJson.read(line, Violation.class).orElseThrow())
                .toList();
    }
}
