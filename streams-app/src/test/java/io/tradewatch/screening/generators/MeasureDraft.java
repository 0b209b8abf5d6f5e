package io.tradewatch.screening.generators;

import io.tradewatch.screening.Action;
import io.tradewatch.screening.CitationStatus;
import io.tradewatch.screening.CommodityPrefix;
import io.tradewatch.screening.Flow;
import io.tradewatch.screening.HsEdition;
import io.tradewatch.screening.ListedRole;
import io.tradewatch.screening.Measure;
import io.tradewatch.screening.MeasureStatus;
import io.tradewatch.screening.Money;
import io.tradewatch.screening.WindDown;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measure in the making, so that a test shows only what it is about: a ban on all supply to KP since 2000, in HS2017,
 * unless it says otherwise.
 */
public final class MeasureDraft {
    private final String measureId;
    int revision;
    MeasureStatus status = MeasureStatus.ACTIVE;
    Instant recordedAt = Instant.parse("2000-01-01T00:00:00Z");
    Action action = Action.PROHIBIT;
    Flow flow = Flow.EXPORT;
    List<String> targets = List.of("KP");
    List<ListedRole> roles = List.of();
    List<String> boundBy = List.of();
    HsEdition hsEdition = HsEdition.HS2017;

    @Nullable String tariff;

    List<CommodityPrefix> commodities = List.of(CommodityPrefix.ANY);
    List<CommodityPrefix> exceptCommodities = List.of();

    @Nullable Money unitValueOver;

    @Nullable WindDown windDown;

    @Nullable String condition;

    LocalDate effectiveFrom = LocalDate.of(2000, 1, 1);

    @Nullable LocalDate effectiveTo;

    private MeasureDraft(String measureId) {
        this.measureId = measureId;
    }

    /** A draft with the defaults above. */
    public static MeasureDraft measure(String measureId) {
        return new MeasureDraft(measureId);
    }

    /** A draft that starts from an existing measure. */
    public static MeasureDraft like(Measure measure) {
        MeasureDraft draft = new MeasureDraft(measure.measureId());
        draft.revision = measure.revision();
        draft.status = measure.status();
        draft.recordedAt = measure.recordedAt();
        draft.action = measure.action();
        draft.flow = measure.flow();
        draft.targets = measure.targets();
        draft.roles = measure.roles();
        draft.boundBy = measure.boundBy();
        draft.hsEdition = measure.hsEdition();
        draft.tariff = measure.tariff();
        draft.commodities = measure.commodities();
        draft.exceptCommodities = measure.exceptCommodities();
        draft.unitValueOver = measure.unitValueOver();
        draft.windDown = measure.windDown();
        draft.condition = measure.condition();
        draft.effectiveFrom = measure.effectiveFrom();
        draft.effectiveTo = measure.effectiveTo();
        return draft;
    }

    public MeasureDraft revision(int number, String recorded) {
        revision = number;
        recordedAt = Instant.parse(recorded);
        return this;
    }

    public MeasureDraft revoked() {
        status = MeasureStatus.REVOKED;
        return this;
    }

    public MeasureDraft action(Action what) {
        action = what;
        return this;
    }

    public MeasureDraft supplyTo(String... countriesAndGroups) {
        flow = Flow.EXPORT;
        targets = List.of(countriesAndGroups);
        return this;
    }

    public MeasureDraft procurementFrom(String... countriesAndGroups) {
        flow = Flow.IMPORT;
        targets = List.of(countriesAndGroups);
        return this;
    }

    public MeasureDraft roles(String... written) {
        roles = List.of(written).stream().map(ListedRole::parse).toList();
        return this;
    }

    public MeasureDraft boundBy(String... countriesAndGroups) {
        boundBy = List.of(countriesAndGroups);
        return this;
    }

    public MeasureDraft writtenIn(HsEdition edition) {
        hsEdition = edition;
        return this;
    }

    public MeasureDraft tariff(String name) {
        tariff = name;
        return this;
    }

    public MeasureDraft goods(String... prefixes) {
        commodities = List.of(prefixes).stream().map(CommodityPrefix::parse).toList();
        return this;
    }

    public MeasureDraft except(String... prefixes) {
        exceptCommodities =
                List.of(prefixes).stream().map(CommodityPrefix::parse).toList();
        return this;
    }

    public MeasureDraft unitValueOver(String amount, String currency) {
        unitValueOver = new Money(new BigDecimal(amount), currency);
        return this;
    }

    public MeasureDraft windDown(String contractBefore, String until) {
        windDown = new WindDown(LocalDate.parse(contractBefore), LocalDate.parse(until));
        return this;
    }

    public MeasureDraft condition(String words) {
        condition = words;
        return this;
    }

    public MeasureDraft from(String day) {
        effectiveFrom = LocalDate.parse(day);
        return this;
    }

    public MeasureDraft to(String day) {
        effectiveTo = LocalDate.parse(day);
        return this;
    }

    /** The measure as drafted. */
    public Measure build() {
        return new Measure(
                measureId,
                revision,
                status,
                recordedAt,
                "UN",
                "TEST",
                "Resolution 1",
                "para. 1",
                null,
                CitationStatus.UNVERIFIED,
                null,
                "Goods of a test",
                action,
                flow,
                targets,
                roles,
                boundBy,
                hsEdition,
                tariff,
                commodities,
                exceptCommodities,
                unitValueOver,
                windDown,
                condition,
                effectiveFrom,
                effectiveTo,
                List.of());
    }
}
