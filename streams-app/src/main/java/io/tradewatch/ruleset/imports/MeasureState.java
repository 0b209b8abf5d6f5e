package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.model.Action;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.MeasureStatus;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a revision of an imported measure says. Two revisions with the same state are the same law, whatever they say of
 * their source.
 *
 * @param status whether it counts
 * @param action the restriction
 * @param flow the direction
 * @param country the country
 * @param edition the edition of the Harmonized System of its goods
 * @param goods the goods, sorted
 * @param condition conditions and excluded areas, or null
 * @param from the first day
 * @param to the first day after the last, or {@link LocalDate#MAX}
 * @param exceptions footnotes that a person has to read
 */
record MeasureState(
        MeasureStatus status,
        Action action,
        Flow flow,
        String country,
        HsEdition edition,
        List<CommodityPrefix> goods,
        @Nullable String condition,
        LocalDate from,
        LocalDate to,
        List<String> exceptions) {

    MeasureState {
        goods = List.copyOf(goods);
        exceptions = List.copyOf(exceptions);
    }

    static MeasureState of(Measure measure) {
        return new MeasureState(
                measure.status(),
                measure.action(),
                measure.flow(),
                measure.targets().get(0),
                measure.hsEdition(),
                measure.commodities(),
                measure.condition(),
                measure.effectiveFrom(),
                Objects.requireNonNullElse(measure.effectiveTo(), LocalDate.MAX),
                measure.exceptions());
    }

    boolean isActive() {
        return status == MeasureStatus.ACTIVE;
    }

    MeasureState revoked() {
        return new MeasureState(
                MeasureStatus.REVOKED, action, flow, country, edition, goods, condition, from, to, exceptions);
    }
}
