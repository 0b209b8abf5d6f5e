package io.tradewatch.codec;

import static io.tradewatch.codec.registry.StructuralDefect.Reason.UNUSABLE_LAW;

import io.tradewatch.avro.Limit;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.DefectFound;
import io.tradewatch.codec.registry.Ranges;
import io.tradewatch.engine.model.Action;
import io.tradewatch.engine.model.CitationStatus;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.DecimalRange;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.ListedRole;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.MeasureStatus;
import io.tradewatch.engine.model.Money;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.model.WindDown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts measures and reference tables between the contract's types and the engine's types. */
public final class MeasureMapping {
    private MeasureMapping() {}

    /** Converts a measure to the engine's type, or returns the defect that makes it unusable. */
    public static DecodeResult<RulesetRecord> toScreening(io.tradewatch.avro.Measure measure) {
        return toScreening(measure, new Interner());
    }

    /**
     * Converts one of many measures to the engine's type, or returns the defect that makes it unusable.
     *
     * @param shared shares equal parts with other measures
     */
    static DecodeResult<RulesetRecord> toScreening(io.tradewatch.avro.Measure measure, Interner shared) {
        try {
            return DecodeResult.of(new RulesetRecord.Revision(map(measure, shared)));
        } catch (IllegalArgumentException e) {
            return DecodeResult.defect(
                    UNUSABLE_LAW,
                    "measure " + measure.getMeasureId() + "@" + measure.getRevision() + ": " + e.getMessage());
        } catch (DefectFound e) {
            return e.outcome();
        }
    }

    /** Converts a reference table to the engine's type, or returns the defect that makes it unusable. */
    public static DecodeResult<RulesetRecord> toScreening(io.tradewatch.avro.ReferenceTable table) {
        try {
            Ranges.require(table.getRecordedAt(), "recordedAt");
            return DecodeResult.of(new RulesetRecord.Table(
                    new ReferenceTable(table.getTable(), table.getColumns(), table.getRows()),
                    table.getVersion(),
                    table.getRecordedAt()));
        } catch (IllegalArgumentException e) {
            return DecodeResult.defect(
                    UNUSABLE_LAW,
                    "reference table " + table.getTable() + "@" + table.getVersion() + ": " + e.getMessage());
        } catch (DefectFound e) {
            return e.outcome();
        }
    }

    /**
     * Converts a measure to the contract's type.
     *
     * @throws IllegalArgumentException when its threshold has more digits than the contract can carry
     */
    public static io.tradewatch.avro.Measure toAvro(Measure measure) {
        return io.tradewatch.avro.Measure.newBuilder()
                .setMeasureId(measure.measureId())
                .setRevision(measure.revision())
                .setStatus(io.tradewatch.avro.MeasureStatus.valueOf(
                        measure.status().name()))
                .setRecordedAt(measure.recordedAt())
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
                .setTargets(measure.targets())
                .setRoles(measure.roles().stream().map(ListedRole::written).toList())
                .setBoundBy(measure.boundBy())
                .setHsEdition(measure.hsEdition().name())
                .setTariff(measure.tariff())
                .setCommodities(written(measure.commodities()))
                .setExceptCommodities(written(measure.exceptCommodities()))
                .setUnitValueOver(toAvro(measure.unitValueOver()))
                .setWindDown(toAvro(measure.windDown()))
                .setCondition(measure.condition())
                .setEffectiveFrom(measure.effectiveFrom())
                .setEffectiveTo(measure.effectiveTo())
                .setExceptions(measure.exceptions())
                .build();
    }

    /** Converts a reference table to the contract's type. */
    public static io.tradewatch.avro.ReferenceTable toAvro(RulesetRecord.Table table) {
        return io.tradewatch.avro.ReferenceTable.newBuilder()
                .setTable(table.table().name())
                .setVersion(table.version())
                .setRecordedAt(table.recordedAt())
                .setColumns(table.table().columns())
                .setRows(table.table().rows())
                .build();
    }

    static @Nullable Limit toAvro(@Nullable Money amount) {
        if (amount == null) {
            return null;
        }
        if (!DecimalRange.AMOUNT.holds(amount.amount())) {
            throw new IllegalArgumentException(
                    "the amount " + amount.amount() + " " + amount.currency() + " " + DecimalRange.AMOUNT.limits());
        }
        return new Limit(amount.amount().setScale(DecimalRange.AMOUNT.decimals()), amount.currency());
    }

    static io.tradewatch.avro.@Nullable WindDown toAvro(@Nullable WindDown windDown) {
        return windDown == null ? null : new io.tradewatch.avro.WindDown(windDown.contractBefore(), windDown.until());
    }

    private static Measure map(io.tradewatch.avro.Measure measure, Interner shared) throws DefectFound {
        requireRanges(measure);
        Limit limit = measure.getUnitValueOver();
        io.tradewatch.avro.WindDown windDown = measure.getWindDown();
        return new Measure(
                measure.getMeasureId(),
                measure.getRevision(),
                MeasureStatus.valueOf(measure.getStatus().name()),
                measure.getRecordedAt(),
                shared.text(measure.getAuthority()),
                shared.text(measure.getProgramme()),
                shared.text(measure.getInstrument()),
                shared.text(measure.getProvision()),
                shared.textOrNull(measure.getUrl()),
                CitationStatus.valueOf(measure.getCitationStatus().name()),
                measure.getCitationNote(),
                measure.getContentRead(),
                measure.getProvisionRead(),
                measure.getTextAsOf(),
                measure.getSummary(),
                Action.valueOf(measure.getAction().name()),
                Flow.valueOf(measure.getFlow().name()),
                shared.list(measure.getTargets()),
                shared.roles(measure.getRoles()),
                shared.list(measure.getBoundBy()),
                HsEdition.named(measure.getHsEdition())
                        .orElseThrow(() -> new IllegalArgumentException("hsEdition is '" + measure.getHsEdition()
                                + "', expected one of " + List.of(HsEdition.values()))),
                shared.textOrNull(measure.getTariff()),
                shared.prefixes(measure.getCommodities()),
                shared.prefixes(measure.getExceptCommodities()),
                limit == null ? null : new Money(DecimalRange.plain(limit.getAmount()), limit.getCurrency()),
                windDown == null ? null : new WindDown(windDown.getContractBefore(), windDown.getUntil()),
                measure.getCondition(),
                measure.getEffectiveFrom(),
                measure.getEffectiveTo(),
                measure.getExceptions());
    }

    private static void requireRanges(io.tradewatch.avro.Measure measure) throws DefectFound {
        Ranges.require(measure.getRecordedAt(), "recordedAt");
        Ranges.require(measure.getEffectiveFrom(), "effectiveFrom");
        Ranges.require(measure.getEffectiveTo(), "effectiveTo");
        Ranges.require(measure.getTextAsOf(), "textAsOf");
        if (measure.getUnitValueOver() != null) {
            Ranges.require(measure.getUnitValueOver().getAmount(), "unitValueOver.amount");
        }
        if (measure.getWindDown() != null) {
            Ranges.require(measure.getWindDown().getContractBefore(), "windDown.contractBefore");
            Ranges.require(measure.getWindDown().getUntil(), "windDown.until");
        }
    }

    private static List<String> written(List<CommodityPrefix> prefixes) {
        return prefixes.stream().map(CommodityPrefix::written).toList();
    }
}
