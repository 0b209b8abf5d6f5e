package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.kafka.RecordLocation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has piled up is screened in batches, on a real broker. */
class TransferBatchInterceptorIT {
    private static final int TRANSFERS = 3_000;

    @TempDir
    private Path stateDirectory;

    @Test
    void shouldTellOfEachTransferOfARunOnceAndWhereItStands() throws Exception {
        try (LiveScene scene = new LiveScene(stateDirectory)) {
            scene.law(ban("BAN-VEHICLES", 1, "87"));
            scene.transfers(transfers());
            try (ScreeningApplication application = scene.start()) {
                scene.awaitScreened();
                assertThat(application.lastFailure()).isEmpty();
                application.leave();
            }
            try (ScreeningApplication restarted = scene.start()) {
                scene.transfer(toNorthKorea("the last", "870340").build());
                scene.awaitAlerts(TRANSFERS + 1);
                assertThat(restarted.lastFailure()).isEmpty();
            }
            assertThat(scene.alerts())
                    .hasSize(TRANSFERS + 1)
                    .extracting(Violation::getTransferId)
                    .doesNotHaveDuplicates();
            assertThat(scene.alertRecords()).allSatisfy(alert -> {
                Violation violation = scene.decode(alert.value());
                assertThat(readFrom(alert)).isEqualTo(scene.place(violation.getTransferId()));
            });
        }
    }

    private static List<Transfer> transfers() {
        return IntStream.range(0, TRANSFERS)
                .mapToObj(i -> toNorthKorea("car-" + i, "870340").build())
                .toList();
    }

    private static RecordLocation readFrom(ConsumerRecord<byte[], byte[]> alert) {
        return new RecordLocation(
                header(alert, "tradewatch-topic"),
                Integer.parseInt(header(alert, "tradewatch-partition")),
                Long.parseLong(header(alert, "tradewatch-offset")));
    }

    private static String header(ConsumerRecord<byte[], byte[]> alert, String name) {
        return new String(alert.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
