package io.tradewatch.engine.reference;

import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.model.Classification;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Doubt;
import io.tradewatch.engine.model.Finding;
import io.tradewatch.engine.model.FindingCounts;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.MeasureStatus;
import io.tradewatch.engine.model.Money;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.model.TransferStatus;
import io.tradewatch.engine.model.UnreadableCountry;
import io.tradewatch.engine.model.ViolationType;
import io.tradewatch.engine.model.Violations;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: section 3 of the design, rule by rule, for every item and every measure. It is slow on purpose and shares
 * nothing with the engine but data types.
 */
public final class NaiveScreening {
    private final NaiveCountries countries;
    private final NaiveDirection direction;
    private final NaiveCode codes;
    private final NaiveGoods goods;
    private final NaiveThreshold threshold;
    private final int maxViolations;

    /**
     * Screens with these reference tables.
     *
     * @param tables the raw tables that the law was published with; one that is absent counts as empty
     * @param maxViolations how many violations of a transfer are told one by one
     */
    public NaiveScreening(List<ReferenceTable> tables, int maxViolations) {
        NaiveTables rows = new NaiveTables(tables);
        countries = new NaiveCountries(rows);
        direction = new NaiveDirection(countries);
        codes = new NaiveCode(rows);
        goods = new NaiveGoods(rows);
        threshold = new NaiveThreshold(rows);
        this.maxViolations = maxViolations;
    }

    /**
     * All findings, by item, then by measure.
     *
     * @param law only its revisions are read; its prepared tables are not
     * @param knownAt the instant up to which revisions are known, or null for all
     */
    public List<Finding> screen(Transfer transfer, Law law, @Nullable Instant knownAt) {
        if (transfer.status() == TransferStatus.CANCELLED) { // rule 11
            return List.of();
        }
        LocalDate d = day(transfer);
        NaiveReport report = new NaiveReport(countries, transfer, d);
        Collection<Measure> measures = rule1(law.revisions(), knownAt);
        List<Finding> findings = new ArrayList<>();
        for (GoodsItem item : transfer.goodsItems()) {
            findings.addAll(screen(transfer, report, item, measures, d));
        }
        rule10(findings, report, d);
        if (findings.size() > maxViolations) {
            return List.of(tooMany(findings));
        }
        findings.sort(Comparator.comparing(Finding::itemNumber).thenComparing(Finding::measureId));
        return findings;
    }

    private List<Finding> screen(
            Transfer transfer, NaiveReport report, GoodsItem item, Collection<Measure> measures, LocalDate d) {
        List<Finding> findings = new ArrayList<>();
        List<String> readings = codes.readings(item.commodityCode());
        Map<Role, Set<String>> roles = Case.roles(report, item);
        boolean others = false;
        for (Measure measure : measures) {
            Case open = new Case(roles, item, measure, transfer.contractDate(), d);
            if (!rule2(open) || !direction.rule3(open) || !direction.rule4(open)) {
                continue;
            }
            boolean any = measure.commodities().contains(CommodityPrefix.ANY);
            if (readings.isEmpty() && !any) {
                others = true;
            } else if (rule5(open, readings) && rule6(open)) {
                rule7(open);
                findings.add(rule8(open));
            }
        }
        if (others) {
            boolean missing = NaiveCode.isMissing(item.commodityCode());
            add(findings, item.itemNumber(), missing ? Doubt.MISSING_CODE : Doubt.UNUSABLE_CODE, List.of());
        }
        List<UnreadableCountry> unreadable = report.unreadable(item);
        if (!unreadable.isEmpty()) {
            add(findings, item.itemNumber(), Doubt.UNREADABLE_COUNTRY, unreadable);
        }
        return findings;
    }

    /** What rule 10 says of the transfer as a whole. */
    private static void rule10(List<Finding> findings, NaiveReport report, LocalDate d) {
        if (!report.isDestinationKnown()) {
            add(findings, 0, Doubt.UNKNOWN_DESTINATION, List.of());
        }
        List<UnreadableCountry> unreadable = report.unreadable();
        if (!unreadable.isEmpty()) {
            add(findings, 0, Doubt.UNREADABLE_COUNTRY, unreadable);
        }
        if (d.isBefore(LocalDate.of(1990, 1, 1))) {
            add(findings, 0, Doubt.IMPLAUSIBLE_DATE, List.of());
        }
    }

    /** What rule 10 says of a transfer with more violations than the limit: item 0, with its doubts, and the count by measure. */
    private Finding tooMany(List<Finding> findings) {
        Map<String, Long> byMeasure =
                findings.stream().collect(Collectors.groupingBy(Finding::measureId, Collectors.counting()));
        List<FindingCounts.OfMeasure> all = new ArrayList<>();
        byMeasure.forEach((id, count) -> all.add(new FindingCounts.OfMeasure(id, count)));
        all.sort((one, other) -> one.findings() != other.findings()
                ? Long.compare(other.findings(), one.findings())
                : one.measureId().compareTo(other.measureId()));
        List<FindingCounts.OfMeasure> ten = all.stream().limit(10).toList();
        Set<Doubt> doubts = new TreeSet<>(Set.of(Doubt.TOO_MANY_FINDINGS));
        List<UnreadableCountry> unreadable = new ArrayList<>();
        for (Finding finding : findings) {
            if (finding.itemNumber() == 0 && finding.measureId().equals(Violations.UNSCREENABLE)) {
                doubts.addAll(finding.doubts());
                unreadable.addAll(finding.unreadable());
            }
        }
        return Finding.unscreenable(
                0, doubts, unreadable, new FindingCounts(maxViolations, findings.size(), ten, all.size() - ten.size()));
    }

    /** D. */
    private static LocalDate day(Transfer transfer) {
        return transfer.occurredOn() != null
                ? transfer.occurredOn()
                : transfer.occurredAt().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** Revision: of those known, the highest; none when that is revoked. */
    private static Collection<Measure> rule1(List<Measure> revisions, @Nullable Instant knownAt) {
        Map<String, Measure> highest = new TreeMap<>();
        for (Measure revision : revisions) {
            boolean known = knownAt == null || !revision.recordedAt().isAfter(knownAt);
            Measure other = highest.get(revision.measureId());
            if (known && (other == null || other.revision() < revision.revision())) {
                highest.put(revision.measureId(), revision);
            }
        }
        return highest.values().stream()
                .filter(measure -> measure.status() != MeasureStatus.REVOKED)
                .toList();
    }

    /** In force. */
    private static boolean rule2(Case open) {
        Measure measure = open.measure;
        boolean begun = !open.d.isBefore(measure.effectiveFrom());
        boolean ended = measure.effectiveTo() != null && !open.d.isBefore(measure.effectiveTo());
        if (!begun || ended) {
            return false;
        }
        if (measure.windDown() != null && open.d.isBefore(measure.windDown().until())) {
            LocalDate contract = open.contractDate;
            if (contract == null) {
                open.doubts.add(Doubt.CONTRACT_DATE_UNKNOWN);
            } else if (contract.isBefore(measure.windDown().contractBefore())) {
                return false;
            }
        }
        return true;
    }

    /** Goods; where the code is missing or unusable, rule 10 lets `*` match. */
    private boolean rule5(Case open, List<String> readings) {
        boolean stated = NaiveGoods.isStated(open.item);
        HsEdition edition = goods.edition(open.item, readings.isEmpty() ? null : readings.get(0), open.d);
        if (readings.isEmpty()) {
            open.matchedCommodity = "*";
            open.classification = new Classification(edition, stated, List.of(), "*");
            if (!open.measure.exceptCommodities().isEmpty()) {
                open.doubts.add(Doubt.EXCEPTION_NOT_DECIDABLE);
            }
            return true;
        }
        Set<String> s = goods.codes(open.item, readings, open.d, open.measure);
        NaiveGoods.Match match =
                NaiveGoods.match(open.measure, s, readings.size() > 1 ? Doubt.CODE_AMBIGUOUS : Doubt.EDITION_AMBIGUOUS);
        if (match == null) {
            return false;
        }
        if (match.doubt() != null) {
            open.doubts.add(match.doubt());
        }
        String digits = match.prefix().digits().isEmpty() ? "*" : match.prefix().digits();
        open.matchedCommodity = digits;
        open.classification = new Classification(
                edition,
                stated,
                List.copyOf(new TreeSet<>(s)),
                written(match.prefix().ex(), digits));
        NaiveGoods.Except except = NaiveGoods.except(open.measure, s);
        if (except == NaiveGoods.Except.NOT_DECIDABLE) {
            open.doubts.add(Doubt.EXCEPTION_NOT_DECIDABLE);
        }
        return except != NaiveGoods.Except.SPARED;
    }

    private static String written(boolean ex, String digits) {
        return ex ? "ex " + digits : digits;
    }

    /** Threshold. */
    private boolean rule6(Case open) {
        Money limit = open.measure.unitValueOver();
        if (limit == null) {
            return true;
        }
        NaiveThreshold.Tested tested = threshold.test(limit, open.item, open.d);
        open.threshold = tested.threshold();
        if (tested.outcome() == NaiveThreshold.Outcome.UNKNOWN) {
            open.doubts.add(Doubt.VALUE_UNKNOWN);
        }
        return tested.outcome() != NaiveThreshold.Outcome.NOT_EXCEEDED;
    }

    /** Condition. */
    private static void rule7(Case open) {
        if (open.measure.condition() != null) {
            open.doubts.add(Doubt.CONDITION_NOT_DECIDABLE);
        }
    }

    /** Type. */
    private static Finding rule8(Case open) {
        ViolationType type = switch (open.measure.action()) {
            case PROHIBIT -> ViolationType.PROHIBITED;
            case REQUIRE_LICENCE -> ViolationType.LICENCE_REQUIRED;
            case MONITOR -> ViolationType.MONITORED;
        };
        return new Finding(
                open.item.itemNumber(),
                open.measure,
                type,
                open.doubts,
                open.matches,
                open.jurisdiction,
                open.matchedCommodity,
                open.classification,
                open.threshold,
                List.of(),
                null);
    }

    /** Rule 10, with rule 9: item 0 may be an item and the transfer as a whole, and still gets one violation. */
    private static void add(
            List<Finding> findings, int itemNumber, Doubt doubt, List<UnreadableCountry> unreadableCountries) {
        Set<Doubt> doubts = new TreeSet<>(Set.of(doubt));
        List<UnreadableCountry> unreadable = new ArrayList<>(unreadableCountries);
        for (Finding other : findings) {
            if (other.itemNumber() == itemNumber && other.measureId().equals(Violations.UNSCREENABLE)) {
                doubts.addAll(other.doubts());
                unreadable.addAll(other.unreadable());
            }
        }
        // A stable sort: within a role the order stays.
        unreadable.sort(Comparator.comparing(UnreadableCountry::role));
        findings.removeIf(
                other -> other.itemNumber() == itemNumber && other.measureId().equals(Violations.UNSCREENABLE));
        findings.add(Finding.unscreenable(itemNumber, doubts, unreadable, null));
    }
}
