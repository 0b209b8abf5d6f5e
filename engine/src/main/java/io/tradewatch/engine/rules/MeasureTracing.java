package io.tradewatch.engine.rules;

import io.tradewatch.engine.explain.MeasureTrace;
import io.tradewatch.engine.explain.RuleOutcome;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Flow;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.MeasureStatus;
import io.tradewatch.engine.model.Money;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.RoleCountry;
import io.tradewatch.engine.model.Threshold;
import io.tradewatch.engine.model.UnreadableCountry;
import io.tradewatch.engine.model.WindDown;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Applies one measure rule by rule, by the steps of {@link CompiledMeasure}, and describes each result in words. */
final class MeasureTracing {
    private static final int CODES_SHOWN = 8;

    private final Measure measure;
    private final @Nullable CompiledMeasure compiled;
    private final RuleOutcome revision;
    private final ReferenceTables reference;

    private MeasureTracing(
            Measure measure, @Nullable CompiledMeasure compiled, RuleOutcome revision, ReferenceTables reference) {
        this.measure = measure;
        this.compiled = compiled;
        this.revision = revision;
        this.reference = reference;
    }

    /**
     * Creates the tracing of one measure, and applies rule 1.
     *
     * @param revisions all revisions of it that were published, at least one
     */
    static MeasureTracing of(List<Measure> revisions, @Nullable Instant knownAt, ReferenceTables reference) {
        Comparator<Measure> byRevision = Comparator.comparingInt(Measure::revision);
        Measure newest = revisions.stream().max(byRevision).orElseThrow();
        Optional<Measure> known = revisions.stream()
                .filter(revision -> knownAt == null || !revision.recordedAt().isAfter(knownAt))
                .max(byRevision);
        if (known.isEmpty()) {
            String words =
                    "no revision was recorded by " + knownAt + " (the newest was on " + newest.recordedAt() + ")";
            return new MeasureTracing(newest, null, outcome(1, false, words), reference);
        }
        Measure counts = known.get();
        String words = "revision " + counts.revision() + " of " + revisions.size() + " published, recorded "
                + counts.recordedAt() + ", counts";
        return counts.status() == MeasureStatus.REVOKED
                ? new MeasureTracing(counts, null, outcome(1, false, words + " and is REVOKED"), reference)
                : new MeasureTracing(
                        counts, new MeasureCompiler(reference).compile(counts), outcome(1, true, words), reference);
    }

    private static RuleOutcome outcome(int rule, boolean holds, String words) {
        return new RuleOutcome(rule, holds, Set.of(), words);
    }

    /**
     * Traces one item: the result of each rule.
     *
     * @param origin the canonical code of its origin, or null
     * @param unreadable the countries of the transfer and of the item that cannot be read
     */
    MeasureTrace trace(
            ResolvedTransfer resolvedTransfer,
            GoodsItem item,
            ItemCode code,
            @Nullable String origin,
            List<UnreadableCountry> unreadable) {
        List<RuleOutcome> rules = new ArrayList<>(List.of(revision));
        if (compiled != null) {
            rules.add(inForce(compiled, resolvedTransfer));
            rules.add(direction(compiled, resolvedTransfer, origin, unreadable));
            rules.add(bound(compiled, resolvedTransfer));
            rules.add(goods(compiled, code));
            rules.add(threshold(item, resolvedTransfer));
            rules.add(condition());
        }
        return new MeasureTrace(measure, rules);
    }

    private RuleOutcome inForce(CompiledMeasure compiled, ResolvedTransfer resolvedTransfer) {
        EnumSet<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        boolean holds = compiled.isInForce(resolvedTransfer, doubts);
        StringBuilder words = new StringBuilder("in force from ").append(measure.effectiveFrom());
        if (measure.effectiveTo() != null) {
            words.append(" until ").append(measure.effectiveTo());
        }
        words.append("; the goods moved on ").append(resolvedTransfer.date());
        WindDown windDown = measure.windDown();
        if (windDown != null) {
            LocalDate contract = resolvedTransfer.transfer().contractDate();
            words.append("; contracts before ")
                    .append(windDown.contractBefore())
                    .append(" are spared until ")
                    .append(windDown.until())
                    .append(", this one is ")
                    .append(contract == null ? "of unknown date" : "of " + contract);
        }
        return new RuleOutcome(2, holds, holds ? doubts : Set.of(), words.toString());
    }

    private RuleOutcome direction(
            CompiledMeasure compiled,
            ResolvedTransfer resolvedTransfer,
            @Nullable String origin,
            List<UnreadableCountry> unreadable) {
        EnumSet<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        List<RoleCountry> matches = compiled.direction(resolvedTransfer, origin, doubts);
        String target = measure.flow() + " " + (measure.flow() == Flow.EXPORT ? "to " : "from ")
                + String.join(", ", measure.targets());
        if (!matches.isEmpty()) {
            return new RuleOutcome(3, true, doubts, target + ": " + inWords(matches));
        }
        List<RoleCountry> there = new ArrayList<>();
        for (Role role : measure.flow().roles()) {
            resolvedTransfer.countriesIn(role, origin).forEach(country -> there.add(new RoleCountry(role, country)));
        }
        String own = measure.flow() == Flow.EXPORT
                ? "dispatch is " + orUnknown(resolvedTransfer.dispatch())
                : "destination is " + orUnknown(resolvedTransfer.destination());
        StringBuilder unread = new StringBuilder();
        for (UnreadableCountry country : unreadable) {
            if (measure.flow().roles().contains(country.role())) {
                unread.append("; ")
                        .append(country.role())
                        .append(" '")
                        .append(country.text())
                        .append("' cannot be read");
            }
        }
        return outcome(
                3,
                false,
                target + ": no target among " + (there.isEmpty() ? "no known country" : inWords(there))
                        + "; country of " + own + unread);
    }

    private static String orUnknown(@Nullable String country) {
        return country == null ? "unknown" : country;
    }

    private RuleOutcome bound(CompiledMeasure compiled, ResolvedTransfer resolvedTransfer) {
        EnumSet<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        List<RoleCountry> jurisdiction = compiled.bound(resolvedTransfer, doubts);
        if (measure.boundBy().isEmpty()) {
            return outcome(4, true, "binds everyone");
        }
        String binds = "binds " + String.join(", ", measure.boundBy()) + ": ";
        if (jurisdiction == null) {
            return outcome(4, false, binds + "nobody concerned is there");
        }
        return new RuleOutcome(
                4,
                true,
                doubts,
                binds + (jurisdiction.isEmpty() ? "whether it binds them is unknown" : inWords(jurisdiction)));
    }

    private RuleOutcome goods(CompiledMeasure compiled, ItemCode code) {
        EnumSet<Doubt> doubts = EnumSet.noneOf(Doubt.class);
        List<String> codes = code.codesFor(measure.hsEdition(), measure.tariff());
        CommodityPrefix prefix = compiled.goods(code, codes, doubts);
        String compared = code.defect() != null
                ? "the code is " + (code.defect() == Doubt.MISSING_CODE ? "missing" : "unusable")
                : some(codes) + " in " + measure.hsEdition();
        if (prefix != null) {
            return new RuleOutcome(5, true, doubts, compared + " falls under " + prefix.written());
        }
        boolean isSpared = code.defect() == null && compiled.lists(codes);
        return outcome(
                5,
                false,
                compared
                        + (isSpared
                                ? " is excepted by " + some(written(measure.exceptCommodities()))
                                : " is not among " + some(written(measure.commodities()))));
    }

    private static List<String> written(List<CommodityPrefix> prefixes) {
        return prefixes.stream().map(CommodityPrefix::written).toList();
    }

    private static String some(List<String> codes) {
        String shown = String.join(", ", codes.subList(0, Math.min(CODES_SHOWN, codes.size())));
        return codes.size() > CODES_SHOWN ? shown + ", … (" + codes.size() + ")" : shown;
    }

    private RuleOutcome threshold(GoodsItem item, ResolvedTransfer resolvedTransfer) {
        Money limit = measure.unitValueOver();
        if (limit == null) {
            return outcome(6, true, "no threshold");
        }
        ThresholdTest test = new ThresholdTest(limit, item, resolvedTransfer.date(), reference.rates());
        Threshold threshold = test.asThreshold();
        String over = "a piece over " + limit.amount().toPlainString() + " " + limit.currency() + ": ";
        if (threshold.valuePerPiece() == null) {
            return new RuleOutcome(6, true, Set.of(Doubt.VALUE_UNKNOWN), over + "its value is unknown");
        }
        String rate = threshold.rateDate() == null || threshold.rate() == null
                ? ""
                : " at " + threshold.rate().toPlainString() + " of " + threshold.rateDate();
        return outcome(
                6,
                test.outcome() == ThresholdTest.Outcome.EXCEEDED,
                over + "it is worth " + threshold.valuePerPiece().toPlainString() + " " + limit.currency() + rate);
    }

    private RuleOutcome condition() {
        return measure.condition() == null
                ? outcome(7, true, "no condition")
                : new RuleOutcome(
                        7, true, Set.of(Doubt.CONDITION_NOT_DECIDABLE), "no transfer shows: " + measure.condition());
    }

    private static String inWords(List<RoleCountry> countries) {
        StringJoiner words = new StringJoiner(", ");
        countries.forEach(entry -> words.add(entry.role() + " " + entry.country()));
        return words.toString();
    }

    /** Describes how a commodity code was read. */
    static String inWords(GoodsItem item, ItemCode code) {
        if (code.defect() != null) {
            return code.defect() == Doubt.MISSING_CODE
                    ? "no commodity code"
                    : "commodity code '" + item.commodityCode() + "' is not a valid code";
        }
        return "commodity code " + item.commodityCode() + ", " + code.edition()
                + (code.stated() ? " as stated" : " assumed")
                + (item.tariff() == null ? "" : ", national digits of " + item.tariff());
    }
}
