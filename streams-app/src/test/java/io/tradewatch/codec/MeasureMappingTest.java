package io.tradewatch.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tradewatch.avro.Measure;
import io.tradewatch.avro.ReferenceTable;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.engine.model.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class MeasureMappingTest {
    @Property(tries = 300)
    void shouldTurnMeasuresIntoTheRulesOwnAndBack(@ForAll long seed) {
        Measure measure = new RandomRecords(seed).usableMeasure();

        assertThat(MeasureMapping.toScreening(measure).orElseThrow())
                .isInstanceOfSatisfying(
                        RulesetRecord.Revision.class,
                        revision -> assertThat(MeasureMapping.toAvro(revision.measure()))
                                .isEqualTo(measure));
    }

    @Property(tries = 100)
    void shouldTurnReferenceTablesIntoTheRulesOwnAndBack(@ForAll long seed) {
        ReferenceTable table = new RandomRecords(seed).usableTable();

        assertThat(MeasureMapping.toScreening(table).orElseThrow())
                .isInstanceOfSatisfying(
                        RulesetRecord.Table.class,
                        mapped -> assertThat(MeasureMapping.toAvro(mapped)).isEqualTo(table));
    }

    @Test
    void shouldKnowTheKeysUnderWhichTheLawIsPublished() {
        Measure measure = new RandomRecords(1).usableMeasure();
        measure.setMeasureId("UN-KP-2397-7");
        measure.setRevision(2);
        ReferenceTable table = new RandomRecords(1).usableTable();
        table.setVersion(4);

        assertThat(MeasureMapping.toScreening(measure).orElseThrow().key()).isEqualTo("UN-KP-2397-7@2");
        assertThat(MeasureMapping.toScreening(table).orElseThrow().key()).isEqualTo("ref/exchange-rates@4");
    }

    @Test
    void shouldReadALimitAsPeopleWroteIt() {
        Measure measure = new RandomRecords(1).usableMeasure();
        measure.setUnitValueOver(MeasureMapping.toAvro(new Money(new BigDecimal("2000"), "USD")));

        RulesetRecord.Revision revision =
                (RulesetRecord.Revision) MeasureMapping.toScreening(measure).orElseThrow();

        assertThat(revision.measure().unitValueOver()).isEqualTo(new Money(new BigDecimal("2000"), "USD"));
    }

    @Test
    void shouldSayWhatTheRulesCannotWorkWith() {
        requireUnusable(measure -> measure.setMeasureId(" "), "measureId");
        requireUnusable(measure -> measure.setMeasureId("UNSCREENABLE"), "measureId");
        requireUnusable(measure -> measure.setRevision(-1), "revision is -1");
        requireUnusable(measure -> measure.setTargets(List.of()), "no targets");
        requireUnusable(measure -> measure.setRoles(List.of("CAPTAIN")), "'CAPTAIN' is not a role");
        requireUnusable(measure -> measure.setRoles(List.of("FLAG")), "does not go with flow");
        requireUnusable(measure -> measure.setHsEdition("HS1988"), "hsEdition is 'HS1988'");
        requireUnusable(measure -> measure.setCommodities(List.of()), "no commodities");
        requireUnusable(measure -> measure.setCommodities(List.of("870")), "'870'");
        requireUnusable(measure -> measure.setExceptCommodities(List.of("*")), "excepts all goods");
    }

    @Test
    void shouldRefuseDatesOutsideFourDigitYears() {
        Measure measure = new RandomRecords(1).usableMeasure();
        measure.setEffectiveFrom(LocalDate.of(12024, 1, 1));
        requireReason(MeasureMapping.toScreening(measure), Reason.DATE_OUT_OF_RANGE);

        Measure read = new RandomRecords(1).usableMeasure();
        read.setTextAsOf(LocalDate.of(12024, 1, 1));
        requireReason(MeasureMapping.toScreening(read), Reason.DATE_OUT_OF_RANGE);

        ReferenceTable table = new RandomRecords(1).usableTable();
        table.setRecordedAt(Instant.MAX);
        requireReason(MeasureMapping.toScreening(table), Reason.DATE_OUT_OF_RANGE);
    }

    @Test
    void shouldRefuseReferenceTablesThatAreNone() {
        ReferenceTable uneven = new RandomRecords(1).usableTable();
        uneven.setRows(List.of(List.of("only one")));
        requireReason(MeasureMapping.toScreening(uneven), Reason.UNUSABLE_LAW);

        ReferenceTable nameless = new RandomRecords(1).usableTable();
        nameless.setTable("");
        requireReason(MeasureMapping.toScreening(nameless), Reason.UNUSABLE_LAW);

        ReferenceTable negative = new RandomRecords(1).usableTable();
        negative.setVersion(-1);
        requireReason(MeasureMapping.toScreening(negative), Reason.UNUSABLE_LAW);
    }

    @Test
    void shouldNotWriteALimitThatTheContractCannotCarry() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MeasureMapping.toAvro(new Money(new BigDecimal("0.0000000001"), "USD")))
                .withMessageContaining("1E-10 USD")
                .withMessageContaining("9 after the point");
    }

    private static void requireUnusable(Consumer<Measure> change, String detail) {
        Measure measure = new RandomRecords(1).usableMeasure();
        change.accept(measure);
        DecodeResult<RulesetRecord> outcome = MeasureMapping.toScreening(measure);

        requireReason(outcome, Reason.UNUSABLE_LAW);
        assertThat(outcome.problem().orElseThrow().detail()).contains(detail);
    }

    private static void requireReason(DecodeResult<RulesetRecord> outcome, Reason reason) {
        assertThat(outcome.problem())
                .hasValueSatisfying(defect -> assertThat(defect.reason()).isEqualTo(reason));
    }
}
