package io.tradewatch.engine.rules;

import static io.tradewatch.engine.model.Doubt.CONDITION_NOT_DECIDABLE;
import static io.tradewatch.engine.model.Doubt.CONTRACT_DATE_UNKNOWN;
import static io.tradewatch.engine.model.Doubt.EXCEPTION_NOT_DECIDABLE;
import static io.tradewatch.engine.model.Doubt.JURISDICTION_BY_PASSAGE;
import static io.tradewatch.engine.model.Doubt.JURISDICTION_UNKNOWN;
import static io.tradewatch.engine.model.Doubt.ROLE_NOT_DECISIVE;
import static io.tradewatch.engine.model.Doubt.VALUE_UNKNOWN;

import io.tradewatch.engine.index.CountrySet;
import io.tradewatch.engine.index.PrefixSet;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Action;
import io.tradewatch.engine.model.Classification;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.RoleCountry;
import io.tradewatch.engine.model.Threshold;
import io.tradewatch.engine.model.ViolationType;
import io.tradewatch.engine.model.WindDown;
import io.tradewatch.engine.rules.MeasureCompiler.TargetRoles;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One measure, compiled for screening transfers. The methods follow the rules in their order.
 *
 * <p>Threading notes: safe for use by several threads; no caller can observe a change.
 */
final class CompiledMeasure {
    private static final List<Role> EXPORT_DECIDERS = List.of(Role.DISPATCH, Role.CONSIGNOR);
    private static final List<Role> IMPORT_DECIDERS = List.of(Role.DESTINATION, Role.CONSIGNEE);
    private static final List<Role> PASSAGE = List.of(Role.TRANSIT, Role.FLAG);

    /**
     * Measures with this many prefixes or more are sorted at compile time; the longest list of the shipped measures is
     * several times shorter.
     */
    private static final int MANY_CODES = 1_000;

    private final Measure measure;
    private final ReferenceTables reference;
    private final CountrySet targets;
    private final CountrySet boundBy;
    private final boolean coversAllGoods;
    private final PrefixSet exceptCommodities;
    private final TargetRoles roles;

    /**
     * The prefixes of the goods; null until the first comparison sorts them. Sorting is lazy because the application's
     * start waits until all measures are compiled, and few measures of a large ruleset ever concern a transfer. Two
     * threads may sort at the same time: their sets are equal, and a thread never sees a partly built set. Measures
     * with at least {@value #MANY_CODES} prefixes are sorted at compile time, so that no transfer waits for it.
     */
    private @Nullable PrefixSet commodities;

    /**
     * A measure whose countries and roles were resolved.
     *
     * @see MeasureCompiler
     */
    CompiledMeasure(
            Measure measure, ReferenceTables reference, CountrySet targets, CountrySet boundBy, TargetRoles roles) {
        this.measure = measure;
        this.reference = reference;
        this.targets = targets;
        this.boundBy = boundBy;
        this.roles = roles;
        this.coversAllGoods = listsAll(measure.commodities());
        this.exceptCommodities = PrefixSet.of(measure.exceptCommodities());
        this.commodities = measure.commodities().size() < MANY_CODES ? null : PrefixSet.of(measure.commodities());
    }

    private static boolean listsAll(List<CommodityPrefix> commodities) {
        for (CommodityPrefix prefix : commodities) {
            if (prefix.isAny()) {
                return true;
            }
        }
        return false;
    }

    Measure measure() {
        return measure;
    }

    CountrySet targets() {
        return targets;
    }

    /** Whether all goods are listed. */
    boolean coversAllGoods() {
        return coversAllGoods;
    }

    /** The result of rules 2 to 4 for a measure that applies to a transfer. */
    record Applicability(List<RoleCountry> matches, List<RoleCountry> jurisdiction, EnumSet<Doubt> doubts) {
        Applicability {
            matches = List.copyOf(matches);
            jurisdiction = List.copyOf(jurisdiction);
        }
    }

    /**
     * The result of rules 2 to 5 for a measure that covers goods.
     *
     * @param matchedCommodity the digits of the prefix that matched, or {@code *}
     */
    record Coverage(
            CompiledMeasure measure,
            Applicability applicability,
            String matchedCommodity,
            Classification classification,
            EnumSet<Doubt> doubts) {}

    /** Applies rules 2 to 4 to goods of one origin; returns null when one of them does not hold. */
    @Nullable Applicability applicability(ResolvedTransfer resolvedTransfer, @Nullable String origin) {
        EnumSet<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        if (!isInForce(resolvedTransfer, doubts)) {
            return null;
        }
        List<RoleCountry> matches = direction(resolvedTransfer, origin, doubts);
        if (matches.isEmpty()) {
            return null;
        }
        List<RoleCountry> jurisdiction = bound(resolvedTransfer, doubts);
        return jurisdiction == null ? null : new Applicability(matches, jurisdiction, doubts);
    }

    /** Applies rule 5 to goods to which the measure applies; returns null when the measure does not cover them. */
    @Nullable Coverage coverage(Applicability applicability, ItemCode code) {
        EnumSet<Doubt> doubts = EnumSet.copyOf(applicability.doubts());
        List<String> codes = code.codesFor(measure.hsEdition(), measure.tariff());
        CommodityPrefix prefix = goods(code, codes, doubts);
        return prefix == null
                ? null
                : new Coverage(
                        this,
                        applicability,
                        prefix.code(),
                        new Classification(code.edition(), code.stated(), codes, prefix.written()),
                        doubts);
    }

    /**
     * Applies rules 6 to 8 to an item that the measure covers; returns null when one piece is worth no more than the
     * threshold.
     */
    @Nullable Finding finding(Coverage coverage, GoodsItem item, LocalDate date) {
        EnumSet<Doubt> doubts = EnumSet.copyOf(coverage.doubts());
        Threshold threshold = null;
        if (measure.unitValueOver() != null) {
            ThresholdTest test = new ThresholdTest(measure.unitValueOver(), item, date, reference.rates());
            switch (test.outcome()) {
                case EXCEEDED -> {}
                case NOT_EXCEEDED -> {
                    return null;
                }
                case UNKNOWN -> doubts.add(VALUE_UNKNOWN);
            }
            threshold = test.asThreshold();
        }
        if (measure.condition() != null) {
            doubts.add(CONDITION_NOT_DECIDABLE);
        }
        return new Finding(
                item.itemNumber(),
                measure,
                typeOf(measure.action()),
                doubts,
                coverage.applicability().matches(),
                coverage.applicability().jurisdiction(),
                coverage.matchedCommodity(),
                coverage.classification(),
                threshold,
                List.of(),
                null);
    }

    /** Rule 6: whether the value of one piece is known and does not exceed the measure's threshold. */
    boolean spares(GoodsItem item, LocalDate date) {
        return measure.unitValueOver() != null
                && new ThresholdTest(measure.unitValueOver(), item, date, reference.rates()).outcome()
                        == ThresholdTest.Outcome.NOT_EXCEEDED;
    }

    /** Rule 2. */
    boolean isInForce(ResolvedTransfer resolvedTransfer, Set<Doubt> doubts) {
        LocalDate date = resolvedTransfer.date();
        if (!measure.isInForceOn(date)) {
            return false;
        }
        WindDown windDown = measure.windDown();
        if (windDown != null && date.isBefore(windDown.until())) {
            LocalDate contract = resolvedTransfer.transfer().contractDate();
            if (contract == null) {
                doubts.add(CONTRACT_DATE_UNKNOWN);
            } else if (contract.isBefore(windDown.contractBefore())) {
                return false;
            }
        }
        return true;
    }

    /** Rule 3: the roles in which a target matches; empty when none does. */
    List<RoleCountry> direction(ResolvedTransfer resolvedTransfer, @Nullable String origin, Set<Doubt> doubts) {
        String ownCountry =
                measure.flow() == Flow.EXPORT ? resolvedTransfer.dispatch() : resolvedTransfer.destination();
        List<RoleCountry> matches = resolvedTransfer.lyingIn(targets, roles.listed(), origin);
        matches.removeIf(match -> match.country().equals(ownCountry));
        if (!matches.isEmpty() && !anyDecides(matches)) {
            doubts.add(ROLE_NOT_DECISIVE);
        }
        return matches;
    }

    private boolean anyDecides(List<RoleCountry> matches) {
        for (RoleCountry match : matches) {
            if (roles.decisive().contains(match.role())) {
                return true;
            }
        }
        return false;
    }

    /**
     * Rule 4: the countries by which the law binds the transfer. Empty when the law binds everyone, or when it is not
     * known whether it binds; null when it does not bind.
     */
    @Nullable List<RoleCountry> bound(ResolvedTransfer resolvedTransfer, Set<Doubt> doubts) {
        if (boundBy.isEmpty()) {
            return List.of();
        }
        List<Role> deciders = measure.flow() == Flow.EXPORT ? EXPORT_DECIDERS : IMPORT_DECIDERS;
        List<RoleCountry> deciding = resolvedTransfer.lyingIn(boundBy, deciders, null);
        if (!deciding.isEmpty()) {
            return deciding;
        }
        if (boundBy.hasUnresolved() || noCountryIsIn(deciders, resolvedTransfer)) {
            doubts.add(JURISDICTION_UNKNOWN);
            return List.of();
        }
        if (measure.flow() == Flow.EXPORT) {
            List<RoleCountry> passing = resolvedTransfer.lyingIn(boundBy, PASSAGE, null);
            if (!passing.isEmpty()) {
                doubts.add(JURISDICTION_BY_PASSAGE);
                return passing;
            }
        }
        return null;
    }

    private static boolean noCountryIsIn(List<Role> roles, ResolvedTransfer resolvedTransfer) {
        for (Role role : roles) {
            if (!resolvedTransfer.countriesIn(role, null).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Rule 5, and rule 10 for codes that are missing or unusable: the prefix that matches, or null. */
    @Nullable CommodityPrefix goods(ItemCode code, List<String> codes, Set<Doubt> doubts) {
        if (code.defect() != null) {
            if (!exceptCommodities.isEmpty()) {
                doubts.add(EXCEPTION_NOT_DECIDABLE);
            }
            return coversAllGoods ? CommodityPrefix.ANY : null;
        }
        PrefixSet.Match match = commodities().match(codes, code.someNotCovered());
        if (match == null) {
            return null;
        }
        if (match.doubt() != null) {
            doubts.add(match.doubt());
        }
        switch (exceptCommodities.except(codes)) {
            case APPLIES -> {
                return null;
            }
            case NOT_DECIDABLE -> doubts.add(EXCEPTION_NOT_DECIDABLE);
            case DOES_NOT_APPLY -> {}
        }
        return match.prefix();
    }

    /** Whether the measure lists these codes, without regard to its exceptions. */
    boolean lists(List<String> codes) {
        return commodities().match(codes, Doubt.EDITION_AMBIGUOUS) != null;
    }

    private PrefixSet commodities() {
        PrefixSet inOrder = commodities;
        if (inOrder == null) {
            inOrder = PrefixSet.of(measure.commodities());
            commodities = inOrder;
        }
        return inOrder;
    }

    /** Rule 8. */
    private static ViolationType typeOf(Action action) {
        return switch (action) {
            case PROHIBIT -> ViolationType.PROHIBITED;
            case REQUIRE_LICENCE -> ViolationType.LICENCE_REQUIRED;
            case MONITOR -> ViolationType.MONITORED;
        };
    }
}
