package io.tradewatch.screening.generators;

import io.tradewatch.screening.Action;
import io.tradewatch.screening.CommodityPrefix;
import io.tradewatch.screening.Flow;
import io.tradewatch.screening.HsEdition;
import io.tradewatch.screening.ListedRole;
import io.tradewatch.screening.Measure;
import io.tradewatch.screening.MeasureStatus;
import io.tradewatch.screening.Money;
import io.tradewatch.screening.ReferenceTable;
import io.tradewatch.screening.WindDown;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Draws laws of a few measures with a few revisions each; about every feature of a measure is used by every third. */
public final class RandomLaw {
    /** Ids that sort before, between and after {@code UNSCREENABLE}. */
    private static final List<String> IDS = List.of("A", "B", "C", "D", "UNSCREENABL", "UNSCREENABLES", "V", "a", "b");

    private static final List<Instant> RECORDED = List.of(
            Instant.parse("2000-01-01T00:00:00Z"),
            Instant.parse("2010-01-01T00:00:00Z"),
            Instant.parse("2020-01-01T00:00:00.001Z"),
            Instant.parse("2024-01-01T00:00:00Z"));

    private final Draw draw;

    private RandomLaw(Random random) {
        this.draw = new Draw(random);
    }

    /** One law. */
    public static PublishedLaw draw(Random random) {
        return new RandomLaw(random).law();
    }

    /** An instant at, just before or just after one at which revisions became known, or null for all of them. */
    public static @Nullable Instant knownAt(Random random) {
        Draw draw = new Draw(random);
        return draw.maybe(50, () -> draw.one(RECORDED).plusMillis(draw.between(-1, 1)));
    }

    private PublishedLaw law() {
        Map<String, Measure> revisions = new LinkedHashMap<>();
        for (Measure measure : draw.some(1, 12, this::measure)) {
            revisions.putIfAbsent(measure.measureId() + "@" + measure.revision(), measure);
        }
        List<ReferenceTable> tables = new ArrayList<>();
        tables.add(draw.percent(6) ? SmallWorld.OLD_COUNTRY_TABLE : SmallWorld.COUNTRY_TABLE);
        for (ReferenceTable table : SmallWorld.OTHER_TABLES) {
            boolean isLacking = draw.percent(table.name().equals(ReferenceTable.LOCATIONS) ? 40 : 4);
            if (!isLacking) {
                tables.add(table);
            }
        }
        return new PublishedLaw(List.copyOf(revisions.values()), tables);
    }

    private Measure measure() {
        MeasureDraft draft = MeasureDraft.measure(draw.one(IDS));
        draft.revision = draw.percent(60) ? 0 : draw.between(0, 3);
        draft.status = draw.percent(10) ? MeasureStatus.REVOKED : MeasureStatus.ACTIVE;
        draft.recordedAt = draw.one(RECORDED);
        draft.action = draw.oneOf(Action.values());
        draft.flow = draw.oneOf(Flow.values());
        draft.targets = draw.some(1, draw.percent(70) ? 1 : 3, this::place);
        draft.roles = draw.percent(55) ? List.of() : draw.some(1, 4, () -> role(draft.flow));
        draft.boundBy = draw.percent(50) ? List.of() : draw.some(1, 2, this::binding);
        draft.hsEdition = draw.oneOf(HsEdition.values());
        draft.tariff = draw.maybe(50, () -> draw.one(SmallWorld.TARIFFS));
        draft.commodities = draw.some(1, 4, () -> draw.percent(6) ? CommodityPrefix.ANY : prefix());
        draft.exceptCommodities = draw.percent(60) ? List.of() : draw.some(1, 3, this::prefix);
        draft.unitValueOver = draw.maybe(30, this::limit);
        draft.effectiveFrom = draw.percent(30)
                ? draw.oneOf(LocalDate.of(2000, 1, 1), LocalDate.of(2000, 1, 1), LocalDate.of(1989, 12, 1))
                : nearADay();
        draft.effectiveTo = draw.maybe(
                40, () -> draw.percent(50) ? nearADay() : draft.effectiveFrom.plusDays(draw.between(0, 900)));
        draft.windDown = draw.maybe(30, () -> windDown(draft.effectiveFrom));
        draft.condition = draw.maybe(15, () -> "a yearly cap");
        return draft.build();
    }

    private LocalDate nearADay() {
        return draw.one(SmallWorld.DAYS).plusDays(draw.between(-2, 2));
    }

    private WindDown windDown(LocalDate effectiveFrom) {
        LocalDate contractBefore = effectiveFrom.plusDays(draw.between(-2, 2));
        return new WindDown(contractBefore, contractBefore.plusDays(draw.oneOf(0, 1, 30, 90, 2000)));
    }

    private Money limit() {
        BigDecimal amount = new BigDecimal(draw.oneOf("0", "0.10", "20", "300", "1000.5"));
        return new Money(amount, draw.one(SmallWorld.CURRENCIES));
    }

    private String place() {
        int kind = draw.between(1, 100);
        if (kind <= 50) {
            return draw.one(SmallWorld.COUNTRIES.subList(0, 3));
        }
        if (kind <= 70) {
            return draw.one(SmallWorld.COUNTRIES);
        }
        if (kind <= 75) {
            return draw.one(SmallWorld.WITHDRAWN);
        }
        return kind <= 94 ? draw.one(SmallWorld.GROUPS) : draw.oneOf("EL", "uk", " RU", "ZZ", "NOBODY", "eu");
    }

    /** As targets, but more often a group that no table knows. */
    private String binding() {
        return draw.percent(8) ? "NOBODY" : place();
    }

    private ListedRole role(Flow flow) {
        return new ListedRole(draw.one(flow.roles()), draw.percent(35));
    }

    private CommodityPrefix prefix() {
        String six = draw.one(SmallWorld.SIX_DIGITS);
        int length = draw.oneOf(2, 2, 4, 4, 4, 6, 6, 6, 6, 8, 8, 10, 14);
        String digits = (six + draw.oneOf("1000", "9000", "1010", "0000") + "5050").substring(0, length);
        return new CommodityPrefix(digits, draw.percent(25));
    }
}
