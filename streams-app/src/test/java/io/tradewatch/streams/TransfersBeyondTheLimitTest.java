package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.management.ThreadMXBean;
import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Violations;
import io.tradewatch.screening.AlertPublisher;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is published of a transfer with more violations than the limit, and what becomes of it afterwards. */
class TransfersBeyondTheLimitTest {
    private static final int LIMIT = 3;

    private static final int MANY_ITEMS = 55_000;

    /** What Kafka takes where nothing else is set. */
    private static final int LARGEST_RECORD = 1 << 20;

    /** Half of a heap of 512 MB, were nothing of it collected meanwhile. */
    private static final long MOST_BYTES = 256L << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path stateDirectory;

    private Scene scene;

    @BeforeEach
    void open() {
        scene = new Scene(stateDirectory, LIMIT);
        scene.law(ban("BAN", 0, "87"));
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private static Transfer cars(int revision, int items) {
        return vehicles(revision, items, "870340");
    }

    private static Transfer vehicles(int revision, int items, String code) {
        return toNorthKorea("cars", "")
                .setRevision(revision)
                .setGoodsItems(IntStream.rangeClosed(1, items)
                        .mapToObj(number -> GoodsItem.newBuilder()
                                .setItemNumber(number)
                                .setCommodityCode(code)
                                .build())
                        .toList())
                .build();
    }

    private static Measure revoked(String id, int revision) {
        return MeasureDraft.like(ban(id, 0, "87"))
                .revision(revision, "2018-01-01T00:00:00Z")
                .revoked()
                .build();
    }

    /** Item, measure, status and reason of each alert since the last call. */
    private List<Tuple> changes() {
        return scene.alerts().stream()
                .map(alert ->
                        tuple(alert.getItemNumber(), alert.getMeasureId(), alert.getStatus(), alert.getStatusReason()))
                .toList();
    }

    private static Tuple all(ViolationStatus status, StatusReason reason) {
        return tuple(0, Violations.UNSCREENABLE, status, reason);
    }

    private static Tuple car(int item, ViolationStatus status, StatusReason reason) {
        return tuple(item, "BAN", status, reason);
    }

    @Test
    void shouldPublishOneViolationThatCountsThem() {
        scene.transfer(cars(0, LIMIT + 1));

        assertThat(scene.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getDoubts()).containsExactly("TOO_MANY_FINDINGS");
            assertThat(alert.getGoodsItem()).isNull();
            assertThat(alert.getExplanation())
                    .isEqualTo("Transfer cars from RU to KP on 2024-02-18 has 4 violations, more than the 3 that are"
                            + " published one by one (by measure: BAN 4).");
        });
    }

    /** From the record's bytes to the alert's: what is read, found, remembered and published. */
    @Test
    void shouldPublishItInBoundedMemoryForAsManyItemsAsARecordHolds(@TempDir Path other) {
        byte[] value = scene.encode(vehicles(0, MANY_ITEMS, "87"));
        assertThat(value.length).isLessThan(LARGEST_RECORD);
        try (Scene usual = new Scene(other)) {
            usual.law(ban("BAN", 0, "87"), ban("SECOND", 0, "8703"));
            usual.transfer(cars(0, 1));
            long allocated = THREADS.getCurrentThreadAllocatedBytes();
            long begun = THREADS.getCurrentThreadCpuTime();

            usual.transfer(vehicles(1, MANY_ITEMS, "87"));

            long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
            System.out.printf(
                    "%d items in %d bytes: %d MB allocated, made and encoded by the test included, %d ms of a processor%n",
                    MANY_ITEMS, value.length, bytes >> 20, (THREADS.getCurrentThreadCpuTime() - begun) / 1_000_000);
            assertThat(bytes).isLessThan(MOST_BYTES);
            assertThat(usual.alerts())
                    .filteredOn(alert -> alert.getStatus() != ViolationStatus.WITHDRAWN)
                    .last()
                    .satisfies(alert ->
                            assertThat(alert.getExplanation()).contains("%d violations".formatted(2 * MANY_ITEMS)));
        }
    }

    @Test
    void shouldCountItAndWarnOfItByItsPlace() {
        Logger logger = (Logger) LoggerFactory.getLogger(AlertPublisher.class);
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        logger.addAppender(seen);
        try {
            scene.transfer(cars(0, LIMIT));
            scene.transfer(cars(1, LIMIT + 1));
            scene.transfer(cars(2, LIMIT));
        } finally {
            logger.detachAppender(seen);
        }

        assertThat(scene.meters()
                        .get("tradewatch.transfers.too.many.findings")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(seen.list)
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("transfers-0@1", "screening.max-violations-per-transfer"));
    }

    @Test
    void shouldWithdrawWhatWasOpenWhereACorrectionHasMoreAndOpenItAgainWhereOneHasFewer() {
        scene.transfer(cars(0, 2));
        changes();

        scene.transfer(cars(1, LIMIT + 1));
        assertThat(changes())
                .containsExactly(
                        all(ViolationStatus.OPEN, StatusReason.TRANSFER_CORRECTED),
                        car(1, ViolationStatus.WITHDRAWN, StatusReason.TRANSFER_CORRECTED),
                        car(2, ViolationStatus.WITHDRAWN, StatusReason.TRANSFER_CORRECTED));

        scene.transfer(cars(2, 2));
        assertThat(changes())
                .containsExactly(
                        all(ViolationStatus.WITHDRAWN, StatusReason.TRANSFER_CORRECTED),
                        car(1, ViolationStatus.OPEN, StatusReason.TRANSFER_CORRECTED),
                        car(2, ViolationStatus.OPEN, StatusReason.TRANSFER_CORRECTED));
    }

    @Test
    void shouldFollowTheLawAboveTheLimitAndBack() {
        scene.transfer(cars(0, 2));
        changes();

        scene.measures(ban("SECOND", 0, "8703"), ban("BAN", 1, "87"));
        scene.tick();
        assertThat(changes())
                .extracting(change -> change.toList().subList(0, 3))
                .containsExactly(
                        List.of(0, Violations.UNSCREENABLE, ViolationStatus.OPEN),
                        List.of(1, "BAN", ViolationStatus.WITHDRAWN),
                        List.of(2, "BAN", ViolationStatus.WITHDRAWN));

        scene.measures(revoked("SECOND", 1));
        scene.tick();
        assertThat(changes())
                .extracting(change -> change.toList().subList(0, 3))
                .containsExactly(
                        List.of(0, Violations.UNSCREENABLE, ViolationStatus.WITHDRAWN),
                        List.of(1, "BAN", ViolationStatus.OPEN),
                        List.of(2, "BAN", ViolationStatus.OPEN));
    }

    @Test
    void shouldUpdateItWhereTheCountChangesAndBeSilentWhereItDoesNot() {
        scene.transfer(cars(0, LIMIT + 1));
        changes();

        scene.transfer(cars(1, LIMIT + 1));
        assertThat(scene.alerts())
                .extracting(Violation::getStatus, Violation::getTransferRevision)
                .containsExactly(tuple(ViolationStatus.UPDATED, 1));

        scene.measures(ban("SECOND", 0, "8703"));
        scene.tick();
        assertThat(scene.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getStatus()).isEqualTo(ViolationStatus.UPDATED);
            assertThat(alert.getExplanation()).contains("8 violations", "BAN 4, SECOND 4");
        });

        scene.measures(ban("ELSEWHERE", 0, "27"));
        scene.tick();
        assertThat(scene.alerts()).isEmpty();
    }

    @Test
    void shouldKeepTheCountWhileAMeasureThatMayBeBehindItIsUnusable() {
        scene.measures(ban("SECOND", 0, "8703"));
        Transfer unread =
                Transfer.newBuilder(cars(0, 2)).setCountryOfDispatch("Atlantis").build();
        scene.transfer(unread);
        assertThat(scene.alerts())
                .extracting(Violation::getDoubts)
                .containsExactly(List.of("TOO_MANY_FINDINGS", "UNREADABLE_COUNTRY"));

        scene.rawMeasure("SECOND@0", new byte[] {1, 2, 3});
        scene.tick();
        assertThat(changes())
                .as("nothing of item 0: what it counts may still be there")
                .extracting(change -> change.toList().get(1))
                .containsOnly("BAN");

        scene.measures(ban("SECOND", 0, "8703"));
        scene.tick();
        assertThat(changes())
                .extracting(change -> change.toList().subList(1, 3))
                .containsOnly(List.of("BAN", ViolationStatus.WITHDRAWN));
    }
}
