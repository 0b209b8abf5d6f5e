package io.tradewatch.engine.rules;

import static io.tradewatch.engine.generators.ItemDraft.item;
import static io.tradewatch.engine.generators.MeasureDraft.measure;
import static io.tradewatch.engine.generators.TransferDraft.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import io.tradewatch.engine.explain.Explanation;
import io.tradewatch.engine.generators.ItemDraft;
import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.generators.TransferDraft;
import io.tradewatch.engine.model.Certainty;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.FindingCounts;
import io.tradewatch.engine.model.FindingCounts.OfMeasure;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.model.UnreadableCountry;
import io.tradewatch.engine.model.Violations;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rule 10 for transfers with more violations than are reported one by one. */
@Tag("slow")
class TooManyFindingsTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static final int MANY_ITEMS = 55_000;
    private static final int MANY_MEASURES = 300;

    /** What a thread may allocate for such a transfer: a quarter of the smallest heap that is recommended. */
    private static final long MOST_BYTES = 128L << 20;

    private static List<Finding> screen(int maxViolations, TransferDraft transfer, List<MeasureDraft> measures) {
        List<Measure> revisions = measures.stream().map(MeasureDraft::build).toList();
        return new Screening(MeasureIndex.compile(Example.law(revisions)), maxViolations).screen(transfer.build());
    }

    private static ItemDraft[] items(int count, String code) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> item(number, code))
                .toArray(ItemDraft[]::new);
    }

    private static List<MeasureDraft> measures(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> measure("M%03d".formatted(number)).goods("87"))
                .toList();
    }

    @Test
    void shouldReportOneByOneAsManyAsTheLimitAllows() {
        List<Finding> findings = screen(6, transfer().to("KP").items(items(2, "870323")), measures(3));

        assertThat(findings).hasSize(6).allMatch(finding -> finding.counts() == null);
    }

    @Test
    void shouldReportOneThatCountsByMeasureWhereThereAreMore() {
        List<MeasureDraft> measures = List.of(
                measure("CARS").goods("8703"),
                measure("ALL").goods("*"),
                measure("SHIPS").goods("89"));

        List<Finding> findings =
                screen(2, transfer().to("KP").items(item(1, "870323"), item(2, "890190"), item(3, "870899")), measures);

        Finding only = Example.only(findings);
        assertThat(only.itemNumber()).isZero();
        assertThat(only.measureId()).isEqualTo(Violations.UNSCREENABLE);
        assertThat(only.certainty()).isEqualTo(Certainty.POSSIBLE);
        assertThat(only.doubts()).containsExactly(Doubt.TOO_MANY_FINDINGS);
        assertThat(only.counts())
                .isEqualTo(new FindingCounts(
                        2,
                        5,
                        List.of(new OfMeasure("ALL", 3), new OfMeasure("CARS", 1), new OfMeasure("SHIPS", 1)),
                        0));
    }

    @Test
    void shouldCountItemsThatCannotBeScreenedAndSayWhatCannotBeReadOfTheTransfer() {
        TransferDraft transfer =
                transfer().on("1970-01-01").to("KP").from("Atlantis").items(items(3, ""));

        Finding only = Example.only(
                screen(3, transfer, List.of(measure("CARS").goods("8703").from("1960-01-01"))));

        assertThat(only.doubts())
                .containsExactly(Doubt.IMPLAUSIBLE_DATE, Doubt.TOO_MANY_FINDINGS, Doubt.UNREADABLE_COUNTRY);
        assertThat(only.unreadable()).containsExactly(new UnreadableCountry(Role.DISPATCH, "Atlantis"));
        assertThat(only.counts())
                .isEqualTo(new FindingCounts(3, 4, List.of(new OfMeasure(Violations.UNSCREENABLE, 4)), 0));
        assertThat(Explanation.of(transfer.build(), only))
                .isEqualTo("Transfer T-1 from Atlantis to KP on 1970-01-01 has 4 violations, more than the 3 that are"
                        + " published one by one (by measure: UNSCREENABLE 4); it could not be screened in full: the"
                        + " country of dispatch, 'Atlantis', cannot be read; it is dated 1970-01-01, before 1990-01-01,"
                        + " which is taken for a placeholder.");
    }

    @Test
    void shouldNameTheTenMeasuresWithTheMostViolationsAndCountTheOthers() {
        TransferDraft transfer = transfer().to("KP").from("CN").items(item(1, "870323"), item(2, "890190"));
        List<MeasureDraft> measures = new ArrayList<>(measures(12));
        measures.add(measure("Z").goods("*"));

        Finding only = Example.only(screen(1, transfer, measures));

        assertThat(Explanation.of(transfer.build(), only))
                .endsWith(" has 14 violations, more than the 1 that are published one by one (by measure: Z 2, M000 1,"
                        + " M001 1, M002 1, M003 1, M004 1, M005 1, M006 1, M007 1, M008 1, 3 other measures 3).");
    }

    @Test
    void shouldNotDependOnTheOrderOfItems() {
        List<ItemDraft> items = new ArrayList<>(List.of(
                item(1, "870323").value("5000", "USD").quantity("1", "C62"),
                item(2, "870323").value("50", "USD").quantity("1", "C62"),
                item(3, "890190"),
                item(4, "").origin("RU"),
                item(0, "").origin("Lemuria")));
        List<MeasureDraft> measures = List.of(
                measure("DEAR").goods("8703").unitValueOver("1000", "USD"),
                measure("SHIPS").goods("89"),
                measure("ALL").goods("*"));
        List<Finding> expected = screen(1, transfer().to("KP").items(items.toArray(ItemDraft[]::new)), measures);
        assertThat(expected)
                .singleElement()
                .satisfies(only -> assertThat(only.doubts())
                        .containsExactly(Doubt.MISSING_CODE, Doubt.TOO_MANY_FINDINGS, Doubt.UNREADABLE_COUNTRY));

        Collections.reverse(items);

        assertThat(screen(1, transfer().to("KP").items(items.toArray(ItemDraft[]::new)), measures))
                .isEqualTo(expected);
    }

    /** All items alike, as one producer's mistake makes them, and all different, as somebody's ill will does. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldScreenInBoundedMemoryAndTimeAsManyItemsAsARecordHolds() {
        List<Measure> revisions =
                measures(MANY_MEASURES).stream().map(MeasureDraft::build).toList();
        Screening screening =
                new Screening(MeasureIndex.compile(Example.law(revisions)), Screening.DEFAULT_MAX_VIOLATIONS);
        Transfer alike = transfer().to("KP").items(items(MANY_ITEMS, "870323")).build();
        Transfer different = transfer()
                .to("KP")
                .items(IntStream.rangeClosed(1, MANY_ITEMS)
                        .mapToObj(number -> item(number, "870323" + String.format("%06d", number)))
                        .toArray(ItemDraft[]::new))
                .build();

        for (Transfer transfer : List.of(alike, different)) {
            long allocated = allocatedBytes();
            long begun = THREADS.getCurrentThreadCpuTime();

            Finding only = Example.only(screening.screen(transfer));

            System.out.printf(
                    "%d items, %d measures: %d MB allocated, %d ms of a processor%n",
                    MANY_ITEMS,
                    MANY_MEASURES,
                    (allocatedBytes() - allocated) >> 20,
                    (THREADS.getCurrentThreadCpuTime() - begun) / 1_000_000);
            assertThat(only.counts().total()).isEqualTo((long) MANY_ITEMS * MANY_MEASURES);
        }
    }

    @Test
    void shouldMakeNoMoreFindingsThanOneAboveTheLimit() {
        List<Measure> revisions =
                measures(MANY_MEASURES).stream().map(MeasureDraft::build).toList();
        Screening screening =
                new Screening(MeasureIndex.compile(Example.law(revisions)), Screening.DEFAULT_MAX_VIOLATIONS);
        Transfer transfer =
                transfer().to("KP").items(items(MANY_ITEMS, "870323")).build();
        screening.screen(transfer);
        long allocated = allocatedBytes();

        screening.screen(transfer);

        assertThat(allocatedBytes() - allocated).isLessThan(MOST_BYTES);
    }

    private static long allocatedBytes() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    @Test
    void shouldRefuseALimitThatIsNotInItsRange() {
        MeasureIndex index = MeasureIndex.compile(Example.law(List.of()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Screening(index, 0))
                .withMessageContaining("expected a number from 1 to 10000");
        assertThatIllegalArgumentException().isThrownBy(() -> new Screening(index, 10_001));
    }

    @Test
    void shouldRefuseCountsWithoutTheDoubtAndTheDoubtWithoutCounts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Finding.unscreenable(0, Set.of(Doubt.TOO_MANY_FINDINGS), List.of(), null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Finding.unscreenable(
                        0, Set.of(Doubt.UNKNOWN_DESTINATION), List.of(), new FindingCounts(1, 2, List.of(), 1)));
    }
}
