package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.avro.Transport;
import io.tradewatch.kafka.BoundedLabel;
import io.tradewatch.kafka.RecordLocation;
import io.tradewatch.screening.PartitionByTransfer;
import io.tradewatch.screening.Reconciliation;
import io.tradewatch.screening.ScreeningMeters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is counted while transfers are screened. */
class ScreeningMetersTest {
    @TempDir
    private Path stateDirectory;

    private Scene scene;

    @BeforeEach
    void setUp() {
        scene = new Scene(stateDirectory);
        scene.law(ban("BAN-VEHICLES", 1, "87"));
    }

    @AfterEach
    void tearDown() {
        scene.close();
    }

    @Test
    void shouldCountEachTransferOnceByWhatCameOfIt() {
        scene.transfer(toNorthKorea("books", "490199").build());
        scene.transfer(toNorthKorea("aurus", "870340").setRevision(1).build());
        scene.transfer(toNorthKorea("aurus", "870340").build());
        scene.transfer(toNorthKorea("aurus", "490199").setRevision(1).build());
        scene.raw("poison", new byte[] {1, 2, 3});

        assertThat(screened("clean")).isEqualTo(1);
        assertThat(screened("violating")).isEqualTo(1);
        assertThat(screened("superseded")).isEqualTo(1);
        assertThat(screened("dead_letter")).isEqualTo(2);
        assertThat(count("tradewatch.dead.letters", "reason", "CONFLICTING_REVISION"))
                .isEqualTo(1);
        assertThat(count("tradewatch.dead.letters", "reason", "UNDECODABLE")).isEqualTo(1);
    }

    @Test
    void shouldCountCountriesThatCannotBeReadByTheirRole() {
        scene.transfer(toNorthKorea("twice", "490199")
                .setCountryOfDispatch("Atlantis")
                .setTransport(Transport.newBuilder().setFlag("Lemuria").build())
                .build());
        scene.transfer(
                toNorthKorea("absent", "490199").setCountryOfDispatch("N/A").build());

        assertThat(count("tradewatch.countries.unreadable", "role", "DISPATCH")).isEqualTo(1);
        assertThat(count("tradewatch.countries.unreadable", "role", "FLAG")).isEqualTo(1);
        assertThat(count("tradewatch.countries.unreadable", "role", "ORIGIN")).isZero();
    }

    @Test
    void shouldCountAlertsByWhatTheyAreAbout() {
        scene.transfer(toNorthKorea("aurus", "870340").build());
        scene.transfer(toNorthKorea("aurus", "870340")
                .setRevision(1)
                .setStatus(TransferStatus.CANCELLED)
                .build());
        scene.transfer(toNorthKorea("what", "").build());

        assertThat(scene.meters().find("tradewatch.violations").meters().stream()
                        .map(Meter::getId)
                        .map(id -> id.getTags().stream()
                                .map(tag -> tag.getKey() + "=" + tag.getValue())
                                .collect(Collectors.joining(" ")))
                        .toList())
                .containsExactlyInAnyOrder(
                        "action=prohibit programme=UN-DPRK status=open target=KP",
                        "action=prohibit programme=UN-DPRK status=withdrawn target=KP",
                        "action=none programme=none status=open target=none");
    }

    @Test
    void shouldMeasureFromTheTimestampOfATransferToItsAlertAndNotOfPastOnes() {
        scene.transfer(toNorthKorea("aurus", "870340").build());
        scene.transfer(toNorthKorea("books", "490199").build());
        assertThat(latency().count()).isEqualTo(1);
        assertThat(latency().max(TimeUnit.SECONDS)).isLessThan(30);

        scene.law(ban("BAN-CARS", 1, "8703"));
        scene.tick();

        assertThat(scene.alerts()).as("the past transfer is found again").hasSize(2);
        assertThat(latency().count()).isEqualTo(1);
    }

    @Test
    void shouldNotMeasureATransferAgainThatComesAgainAfterItsTransactionWasAborted() {
        ScreeningMeters meters = ScreeningMeters.unread();

        assertThat(meters.isFirstTry(new RecordLocation("transfers", 0, 7))).isTrue();
        assertThat(meters.isFirstTry(new RecordLocation("transfers", 0, 9))).isTrue();
        assertThat(meters.isFirstTry(new RecordLocation("transfers", 0, 7))).isFalse();
        assertThat(meters.isFirstTry(new RecordLocation("transfers", 0, 9))).isFalse();
        assertThat(meters.isFirstTry(new RecordLocation("transfers", 1, 7))).isTrue();
        assertThat(meters.isFirstTry(new RecordLocation("transfers", 0, 10))).isTrue();
    }

    @Test
    void shouldLogAlertsOnDemandWithTransferAndViolationInTheContext() {
        ch.qos.logback.classic.Logger logger =
                (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Reconciliation.class);
        ListAppender<ILoggingEvent> seen = new ListAppender<>() {
            @Override
            protected void append(ILoggingEvent event) {
                event.prepareForDeferredProcessing();
                super.append(event);
            }
        };
        seen.start();
        logger.addAppender(seen);
        logger.setLevel(Level.DEBUG);
        try {
            scene.transfer(toNorthKorea("aurus", "870340").build());
        } finally {
            logger.setLevel(null);
            logger.detachAppender(seen);
        }

        assertThat(seen.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage()).isEqualTo("PROHIBITED OPEN by BAN-VEHICLES, DETECTED");
            assertThat(event.getMDCPropertyMap()).containsOnlyKeys("transferId", "violationId");
            assertThat(event.getMDCPropertyMap()).containsEntry("transferId", "aurus");
        });
    }

    @Test
    void shouldBoundTheValuesOfALabel() {
        BoundedLabel label = new BoundedLabel(2);

        assertThat(label.of("one")).isEqualTo("one");
        assertThat(label.of("two")).isEqualTo("two");
        assertThat(label.of("three")).isEqualTo("other");
        assertThat(label.of("one")).isEqualTo("one");
    }

    @Test
    void shouldCountWithoutARegistryToCountFor() {
        ScreeningMeters.unread().clean();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        new ScreeningMeters(registry).clean();

        assertThat(registry.get("tradewatch.transfers.screened")
                        .tag("outcome", "clean")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    private Timer latency() {
        return scene.meters().get("tradewatch.alert.latency").timer();
    }

    private double screened(String outcome) {
        return count("tradewatch.transfers.screened", "outcome", outcome);
    }

    private double count(String name, String tag, String value) {
        Counter counter = scene.meters().get(name).tag(tag, value).counter();
        return counter.count();
    }

    @Test
    void shouldCountTransfersThatStandElsewhereThanTheDefaultPartitionerSays() {
        SimpleMeterRegistry counted = new SimpleMeterRegistry();
        ScreeningMeters sampling = new ScreeningMeters(counted);
        byte[] key = "T-1".getBytes(StandardCharsets.UTF_8);
        int right = PartitionByTransfer.of(key, 6);
        sampling.samplePartition(new ConsumerRecord<>("transfers", (right + 1) % 6, 64, key, key));
        sampling.expectPartitions(6);

        sampling.samplePartition(new ConsumerRecord<>("transfers", right, 64, key, key));
        sampling.samplePartition(new ConsumerRecord<>("transfers", (right + 1) % 6, 65, key, key));
        sampling.samplePartition(new ConsumerRecord<>("transfers", (right + 1) % 6, 128, key, key));
        sampling.samplePartition(new ConsumerRecord<>("transfers", (right + 1) % 6, 192, null, key));

        assertThat(counted.get("tradewatch.transfers.foreign.partition")
                        .counter()
                        .count())
                .isEqualTo(1);
    }
}
