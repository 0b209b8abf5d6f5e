package io.tradewatch.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.CommandProcess;
import io.tradewatch.cli.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a person meets it. */
class DemoIT {
    private static final String LIMOUSINE = "{\"transferId\": \"limousine\", \"occurredAt\": \"2024-02-18T00:00:00Z\","
            + " \"countryOfDispatch\": \"RU\", \"countryOfDestination\": \"KP\","
            + " \"goodsItems\": [{\"itemNumber\": 1, \"commodityCode\": \"870340\"}]}";

    @TempDir
    private Path folder;

    @Test
    void shouldShowAlertsUntilCtrlCAndAtTheNextStartThoseThatStand() throws Exception {
        Path transfers = Files.writeString(folder.resolve("transfers.jsonl"), LIMOUSINE);
        Path nothing = Files.writeString(folder.resolve("nothing.jsonl"), "\n");

        try (CommandProcess first = start("demo", "--transfers", transfers.toString())) {
            first.awaitWords("UN-KP-2397-7-VEHICLES");
            first.awaitWords("S/RES/2397 (2017) para. 7");
            first.interrupt();

            assertThat(first.awaitExit()).as(first.said()).isZero();
            assertThat(first.said()).contains("alerts: 2 (PROHIBITED 2)", "rm -r");
        }
        try (CommandProcess second = start("demo", "--transfers", nothing.toString())) {
            second.awaitWords("2 violations are open from earlier");
            second.awaitWords("UN-KP-2397-7-VEHICLES");
            second.interrupt();

            assertThat(second.awaitExit()).as(second.said()).isZero();
        }
    }

    @Test
    void shouldTellADeveloperHowToConnectAndEndWithCtrlC() throws Exception {
        try (CommandProcess dev = start("dev")) {
            dev.awaitWords("Ctrl-C ends it.");
            assertThat(dev.said())
                    .contains("bootstrap.servers    127.0.0.1:", "schema.registry.url  http://127.0.0.1:", "kcat -C -b")
                    .contains("console              http://127.0.0.1:")
                    .contains("transfers, measures, violations, dead-letters");
            dev.interrupt();

            assertThat(dev.awaitExit()).as(dev.said()).isZero();
        }
    }

    private CommandProcess start(String command, String... further) throws IOException {
        return OnAnyPorts.start(folder, command, further);
    }

    @Test
    void shouldSayThatAPortIsInUseAndWhatToDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Run run = demoOnce("--kafka-port", Integer.toString(taken.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .contains(
                            "port " + taken.getLocalPort() + " on 127.0.0.1, for Kafka, is in use",
                            "--kafka-port PORT");
        }
    }

    @Test
    void shouldRefuseAFolderThatIsNotFresh() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/anything"), "");

        Run run = demoOnce("--data", folder.resolve("data").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("is not empty");
    }

    @Test
    void shouldRefuseAnOutputThatIsNeverWritten() {
        Run run = Run.of("demo", "--output", "violations.jsonl");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--once");
    }

    @Test
    void shouldNameThePlaceInAMeasureFileThatIsWrong() throws IOException {
        Files.writeString(folder.resolve("wrong.yaml"), "instrument: 1\n");

        Run run = demoOnce("--measures", folder.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("wrong.yaml:1");
    }

    private Run demoOnce(String option, String value) throws IOException {
        Path transfers = Files.writeString(folder.resolve("transfers.jsonl"), LIMOUSINE);
        List<String> words = new ArrayList<>(List.of("demo", "--once", "--transfers", transfers.toString()));
        words.addAll(List.of("--reference", RandomTransferLines.REFERENCE, option, value));
        if (!option.equals("--measures")) {
            words.addAll(List.of("--measures", RandomTransferLines.MEASURES));
        }
        return Run.of(words.toArray(String[]::new));
    }
}
