package io.tradewatch.streams.promises;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.DeadLetters;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.TransferMapping;
import io.tradewatch.codec.ViolationRecords;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.engine.explain.Explanation;
import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

/** Each promise is kept where it is kept, and broken where what it guards is broken. */
class PromisesTest {
    private static final RulesetRecord.Table COUNTRIES = new RulesetRecord.Table(
            new ReferenceTable(
                    ReferenceTable.COUNTRIES,
                    List.of("code", "canonical"),
                    List.of(List.of("KP", "KP"), List.of("RU", "RU"))),
            1,
            Instant.EPOCH);
    private static final RulesetRecord.Revision BAN =
            new RulesetRecord.Revision(MeasureDraft.measure("BAN").goods("87").build());
    private static final Transfer CARS = Transfer.newBuilder()
            .setTransferId("cars")
            .setOccurredAt(Instant.parse("2024-02-18T00:00:00Z"))
            .setCountryOfDispatch("RU")
            .setCountryOfDestination("KP")
            .setGoodsItems(List.of(item(1), item(2)))
            .build();
    private static final byte[] BYTES = {1, 2, 3};

    private static GoodsItem item(int number) {
        return GoodsItem.newBuilder()
                .setItemNumber(number)
                .setCommodityCode("870323")
                .build();
    }

    @Test
    void shouldAcceptWhatTheRulesFindInTheLatestRevision() {
        Complete promise = withInput(new Complete());
        promise.alertObserved(open(1));
        promise.alertObserved(open(2));

        assertThatCode(promise::doAssert).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseAnOpenViolationThatIsMissing() {
        Complete promise = withInput(new Complete());
        promise.alertObserved(open(1));

        assertThatThrownBy(promise::doAssert).hasMessageContaining("2/BAN");
    }

    @Test
    void shouldRefuseAnOpenViolationThatShouldBeWithdrawn() {
        Complete promise = withInput(new Complete());
        promise.measureProduced(ProducedLaw.tombstone("BAN@0"));
        promise.alertObserved(open(1));
        promise.alertObserved(next(open(1), ViolationStatus.WITHDRAWN, StatusReason.MEASURE_REVOKED));
        promise.alertObserved(open(2));

        assertThatThrownBy(promise::doAssert).hasMessageContaining("2/BAN");
    }

    @Test
    void shouldRefuseAnOpenViolationThatSaysSomethingElse() {
        Complete promise = withInput(new Complete());
        promise.alertObserved(open(1));
        ObservedAlert changed = open(2);
        changed.violation().setExplanation("because");
        promise.alertObserved(changed);

        assertThatThrownBy(promise::doAssert).hasMessageContaining("because");
    }

    @Test
    void shouldAcceptALifeThatGoesOn() {
        ExactlyOnce promise = new ExactlyOnce();
        ObservedAlert opened = open(1);
        ObservedAlert withdrawn = next(opened, ViolationStatus.WITHDRAWN, StatusReason.TRANSFER_CANCELLED);
        promise.alertObserved(opened);
        promise.alertObserved(withdrawn);
        promise.alertObserved(next(withdrawn, ViolationStatus.OPEN, StatusReason.TRANSFER_CORRECTED));

        assertThatCode(promise::doAssert).doesNotThrowAnyException();
    }

    @Test
    void shouldRefuseAnAlertThatIsToldTwice() {
        ExactlyOnce promise = new ExactlyOnce();
        promise.alertObserved(open(1));
        promise.alertObserved(open(1));

        assertThatThrownBy(promise::doAssert).hasMessageContaining("expected sequence 1");
    }

    @Test
    void shouldRefuseASequenceThatIsLeftOut() {
        ExactlyOnce promise = new ExactlyOnce();
        ObservedAlert opened = open(1);
        promise.alertObserved(opened);
        promise.alertObserved(next(
                next(opened, ViolationStatus.WITHDRAWN, StatusReason.MEASURE_REVOKED),
                ViolationStatus.OPEN,
                StatusReason.RESCREENED));

        assertThatThrownBy(promise::doAssert).hasMessageContaining("expected sequence 1");
    }

    @Test
    void shouldRefuseAnUpdateThatSaysTheSame() {
        ExactlyOnce promise = new ExactlyOnce();
        promise.alertObserved(open(1));
        promise.alertObserved(next(open(1), ViolationStatus.UPDATED, StatusReason.MEASURE_CHANGED));

        assertThatThrownBy(promise::doAssert).hasMessageContaining("that was said before");
    }

    @Test
    void shouldRefuseAlertsOfOneTransferInTwoPartitions() {
        OrderedPerTransfer promise = new OrderedPerTransfer();
        promise.alertObserved(open(1));
        promise.alertObserved(observed(1, open(2).violation()));

        assertThatThrownBy(promise::doAssert).hasMessageContaining("partition 1");
    }

    @Test
    void shouldRefuseItemsOutOfOrder() {
        OrderedPerTransfer promise = new OrderedPerTransfer();
        promise.alertObserved(open(2));
        promise.alertObserved(open(1));

        assertThatThrownBy(promise::doAssert).hasMessageContaining("in the same reaction");
    }

    @Test
    void shouldRefuseASecondRunThatDiffers() {
        Deterministic promise = new Deterministic();
        promise.alertObserved(open(1));
        promise.again();
        promise.alertObserved(open(2));

        assertThatThrownBy(promise::doAssert).hasMessageContaining("cars/2/BAN");
    }

    @Test
    void shouldAcceptDeadLettersForPoisonAndNothingElse() {
        NothingLost promise = withInput(new NothingLost());
        promise.transferProduced(ProducedTransfer.poison(0, 1, BYTES, BYTES, Reason.UNDECODABLE));
        promise.deadLetterObserved(letter(1, Reason.UNDECODABLE, BYTES));
        promise.progressObserved(0, 2);

        assertThatCode(promise::doAssert).doesNotThrowAnyException();
    }

    @Test
    void shouldRefusePoisonThatIsGone() {
        NothingLost promise = new NothingLost();
        promise.transferProduced(ProducedTransfer.poison(0, 1, BYTES, BYTES, Reason.UNDECODABLE));
        promise.progressObserved(0, 2);

        assertThatThrownBy(promise::doAssert).hasMessageContaining("0@1");
    }

    @Test
    void shouldRefuseADeadLetterOfARecordThatCanBeScreened() {
        NothingLost promise = withInput(new NothingLost());
        promise.deadLetterObserved(letter(0, Reason.CONFLICTING_REVISION, BYTES));
        promise.progressObserved(0, 1);

        assertThatThrownBy(promise::doAssert).hasMessageContaining("that record could be screened");
    }

    @Test
    void shouldRefuseADeadLetterWithAnotherReasonOrOtherBytes() {
        NothingLost promise = new NothingLost();
        promise.transferProduced(ProducedTransfer.poison(0, 0, BYTES, BYTES, Reason.UNDECODABLE));
        promise.transferProduced(ProducedTransfer.poison(0, 1, BYTES, BYTES, Reason.UNDECODABLE));
        promise.deadLetterObserved(letter(0, Reason.NULL_VALUE, BYTES));
        promise.deadLetterObserved(letter(1, Reason.UNDECODABLE, new byte[0]));

        assertThatThrownBy(promise::doAssert)
                .hasMessageContaining("expected the reason UNDECODABLE")
                .hasMessageContaining("key or value is not what it was");
    }

    @Test
    void shouldRefuseWhatIsNotCommitted() {
        NothingLost promise = withInput(new NothingLost());

        assertThatThrownBy(promise::doAssert).hasMessageContaining("how far partition 0 is screened");
    }

    private static <P extends Promise> P withInput(P promise) {
        promise.measureProduced(ProducedLaw.of(COUNTRIES));
        promise.measureProduced(ProducedLaw.of(BAN));
        promise.transferProduced(ProducedTransfer.good(0, 0, BYTES, BYTES, CARS));
        return promise;
    }

    /** The first alert of an item of the cars. */
    private static ObservedAlert open(int itemNumber) {
        io.tradewatch.engine.model.Transfer screened =
                TransferMapping.toScreening(CARS).orElseThrow();
        Law law = Law.of(List.of(BAN.measure()), ReferenceTables.of(List.of(COUNTRIES.table())));
        Finding finding = new Screening(MeasureIndex.compile(law), Screening.DEFAULT_MAX_VIOLATIONS)
                .screen(screened).stream()
                        .filter(found -> found.itemNumber() == itemNumber)
                        .findFirst()
                        .orElseThrow();
        return observed(
                0,
                ViolationRecords.of(
                        CARS,
                        finding,
                        "law",
                        0,
                        ViolationStatus.OPEN,
                        StatusReason.DETECTED,
                        Explanation.of(screened, finding)));
    }

    private static ObservedAlert next(ObservedAlert before, ViolationStatus status, StatusReason reason) {
        Violation violation = Violation.newBuilder(before.violation())
                .setSequence(before.violation().getSequence() + 1)
                .setStatus(status)
                .setStatusReason(reason)
                .build();
        return observed(before.partition(), violation);
    }

    private static ObservedAlert observed(int partition, Violation violation) {
        byte[] key = violation.getViolationId().getBytes(StandardCharsets.UTF_8);
        return new ObservedAlert(partition, key, key, new RecordHeaders(), violation);
    }

    private static ObservedDeadLetter letter(long offset, Reason reason, byte[] value) {
        Headers headers = new RecordHeaders();
        headers.add(DeadLetters.PARTITION, "0".getBytes(StandardCharsets.UTF_8));
        headers.add(DeadLetters.OFFSET, Long.toString(offset).getBytes(StandardCharsets.UTF_8));
        headers.add(DeadLetters.REASON, reason.name().getBytes(StandardCharsets.UTF_8));
        return new ObservedDeadLetter(BYTES, value, headers);
    }
}
