package io.tradewatch.codec;

import io.tradewatch.avro.Certainty;
import io.tradewatch.avro.Classification;
import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.RoleCountry;
import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Threshold;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.UnreadableCountry;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.avro.ViolationType;
import io.tradewatch.engine.model.DecimalRange;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Violations;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates the records of violations from a finding, the facts of the transfer and the facts of the measure. */
public final class ViolationRecords {
    private ViolationRecords() {}

    /**
     * Creates one state of one violation. The same arguments give the same record.
     *
     * @param transfer the whole transfer, without defects; the record shares its parts, which must not be changed
     *     afterwards
     * @param finding the finding
     * @param lawVersion the version of the rules and reference tables that were applied
     * @param sequence the number of this state, from 0
     * @param status whether the violation is open
     * @param reason why this state is published
     * @param explanation the finding in one sentence
     * @throws IllegalArgumentException when the measure's threshold has more digits than the contract can carry
     */
    public static Violation of(
            Transfer transfer,
            Finding finding,
            String lawVersion,
            int sequence,
            ViolationStatus status,
            StatusReason reason,
            String explanation) {
        Violation.Builder violation = Violation.newBuilder()
                .setViolationId(Violations.id(transfer.getTransferId(), finding.itemNumber(), finding.measureId()))
                .setSequence(sequence)
                .setStatus(status)
                .setStatusReason(reason)
                .setLawVersion(lawVersion)
                .setExplanation(explanation);
        putFinding(violation, finding);
        putTransfer(violation, transfer, finding.itemNumber());
        finding.cause().ifPresent(measure -> putMeasure(violation, measure));
        return violation.build();
    }

    private static void putFinding(Violation.Builder violation, Finding finding) {
        violation
                .setType(ViolationType.valueOf(finding.type().name()))
                .setCertainty(Certainty.valueOf(finding.certainty().name()))
                .setDoubts(finding.doubts().stream().map(Enum::name).toList())
                .setItemNumber(finding.itemNumber())
                .setMeasureId(finding.measureId())
                .setMatches(countries(finding.matches()))
                .setJurisdiction(countries(finding.jurisdiction()))
                .setMatchedCommodity(finding.matchedCommodity())
                .setClassification(classification(finding.classification()))
                .setThreshold(threshold(finding.threshold()))
                .setUnreadable(finding.unreadable().stream()
                        .map(country -> new UnreadableCountry(country.role().name(), country.text()))
                        .toList());
    }

    private static void putTransfer(Violation.Builder violation, Transfer transfer, int itemNumber) {
        violation
                .setTransferId(transfer.getTransferId())
                .setTransferRevision(transfer.getRevision())
                .setOccurredAt(transfer.getOccurredAt())
                .setOccurredOn(transfer.getOccurredOn())
                .setContractDate(transfer.getContractDate())
                .setNatureOfTransaction(transfer.getNatureOfTransaction())
                .setSource(transfer.getSource())
                .setCountryOfDispatch(transfer.getCountryOfDispatch())
                .setCountryOfDestination(transfer.getCountryOfDestination())
                .setConsignor(transfer.getConsignor())
                .setConsignee(transfer.getConsignee())
                .setEndUser(transfer.getEndUser())
                .setItinerary(transfer.getItinerary())
                .setTransport(transfer.getTransport())
                .setGoodsItem(item(transfer, itemNumber));
    }

    private static void putMeasure(Violation.Builder violation, Measure measure) {
        violation
                .setMeasureRevision(measure.revision())
                .setAuthority(measure.authority())
                .setProgramme(measure.programme())
                .setInstrument(measure.instrument())
                .setProvision(measure.provision())
                .setUrl(measure.url())
                .setCitationStatus(io.tradewatch.avro.CitationStatus.valueOf(
                        measure.citationStatus().name()))
                .setCitationNote(measure.citationNote())
                .setContentRead(measure.contentRead())
                .setProvisionRead(measure.provisionRead())
                .setTextAsOf(measure.textAsOf())
                .setSummary(measure.summary())
                .setAction(io.tradewatch.avro.Action.valueOf(measure.action().name()))
                .setFlow(io.tradewatch.avro.Flow.valueOf(measure.flow().name()))
                .setEffectiveFrom(measure.effectiveFrom())
                .setEffectiveTo(measure.effectiveTo())
                .setWindDown(MeasureMapping.toAvro(measure.windDown()))
                .setCondition(measure.condition())
                .setExceptions(measure.exceptions())
                .setRecordedAt(measure.recordedAt());
    }

    private static @Nullable GoodsItem item(Transfer transfer, int itemNumber) {
        for (GoodsItem item : transfer.getGoodsItems()) {
            if (item.getItemNumber() == itemNumber) {
                return item;
            }
        }
        return null;
    }

    private static List<RoleCountry> countries(List<io.tradewatch.engine.model.RoleCountry> countries) {
        return countries.stream()
                .map(entry -> new RoleCountry(entry.role().name(), entry.country()))
                .toList();
    }

    private static @Nullable Classification classification(
            io.tradewatch.engine.model.@Nullable Classification classification) {
        return classification == null
                ? null
                : new Classification(
                        classification.edition().name(),
                        classification.stated(),
                        classification.codes(),
                        classification.prefix());
    }

    private static @Nullable Threshold threshold(io.tradewatch.engine.model.@Nullable Threshold threshold) {
        return threshold == null
                ? null
                : new Threshold(
                        MeasureMapping.toAvro(threshold.limit()),
                        forReaders(threshold.valuePerPiece(), DecimalRange.AMOUNT),
                        forReaders(threshold.rate(), DecimalRange.QUOTED_RATE),
                        threshold.rateDate(),
                        threshold.unitFactor());
    }

    /** Omits a computed number that has too many digits for the contract; the finding remains valid. */
    private static @Nullable BigDecimal forReaders(@Nullable BigDecimal computed, DecimalRange range) {
        if (computed == null) {
            return null;
        }
        BigDecimal rounded = computed.setScale(Math.min(range.decimals(), computed.scale()), RoundingMode.HALF_EVEN);
        return range.holds(rounded) ? rounded.setScale(range.decimals()) : null;
    }
}
