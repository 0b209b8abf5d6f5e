package io.tradewatch.ruleset.review;

import io.tradewatch.codec.text.FirstFew;
import io.tradewatch.engine.index.CommodityCode;
import io.tradewatch.engine.index.CountryGroups;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Action;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks up what of a measure's restriction other measures still impose on a day. The comparison is made for each
 * subheading of its edition (or longer code) and each country that is a target. Measures follow if they have the same
 * programme and flow and an action that stands in for its own; a part of a code follows only a part. Other limits, such as
 * roles, thresholds and conditions, are not compared.
 */
final class Succession {
    private static final int MOST_NAMED = 8;

    private final List<Measure> measures;
    private final CountryGroups groups;
    private final EditionTranslation translation;
    private final Map<Measure, MeasureGoods> goods = new HashMap<>();

    /**
     * @param counting the revisions that count, one of each measure
     * @param tables the reference tables, free of errors
     */
    Succession(List<WrittenMeasure> counting, List<ReferenceTable> tables) {
        this.measures = counting.stream().map(WrittenMeasure::measure).toList();
        this.groups = ReferenceTables.of(tables).groups();
        this.translation = new EditionTranslation(tables);
    }

    /** Whether a measure is still law, or is still to come, on a day. */
    static boolean endsAfter(Measure measure, LocalDate day) {
        return measure.effectiveTo() == null || day.isBefore(measure.effectiveTo());
    }

    /** Returns codes as a message names them: the first few, and the number of the others. */
    static String named(List<CommodityPrefix> codes) {
        return firstOf(codes.stream().map(CommodityPrefix::written).toList());
    }

    /** Returns the first few of some codes, and the number of the others. */
    static String firstOf(List<String> codes) {
        return FirstFew.of(codes, MOST_NAMED);
    }

    /** Returns what a measure restricts and no measure that counts restricts on a day. */
    Loss lostAtEnd(Measure measure) {
        return measure.effectiveTo() == null
                ? new Loss(measure, Set.of(), translation)
                : lost(measure, measure.effectiveTo(), measures);
    }

    /** Returns what a revision restricts on a day and neither the next revision nor a measure that counts does. */
    Loss lostByRevision(Measure earlier, Measure later, LocalDate day) {
        return lost(
                earlier, day, Stream.concat(Stream.of(later), measures.stream()).toList());
    }

    /** Returns the days of a period on which the measures that may follow another change, and the first day. */
    Set<LocalDate> changes(Measure measure) {
        Set<LocalDate> days = new TreeSet<>();
        days.add(measure.effectiveFrom());
        for (Measure other : measures) {
            if (mayFollow(other, measure)) {
                days.add(other.effectiveFrom());
                if (other.effectiveTo() != null) {
                    days.add(other.effectiveTo());
                }
            }
        }
        return days;
    }

    private Loss lost(Measure measure, LocalDate day, Collection<Measure> others) {
        Set<String> countries = countries(measure, day);
        Map<String, Map<HsEdition, List<MeasureGoods>>> following = new HashMap<>();
        for (Measure other : others) {
            if (other.isInForceOn(day) && mayFollow(other, measure)) {
                MeasureGoods its = goods(other);
                countries(other, day)
                        .forEach(country -> following
                                .computeIfAbsent(country, name -> new EnumMap<>(HsEdition.class))
                                .computeIfAbsent(other.hsEdition(), edition -> new ArrayList<>())
                                .add(its));
            }
        }
        Loss loss = new Loss(measure, countries, translation);
        for (String digits : codes(measure)) {
            Extent before = goods(measure).of(digits);
            Map<Extent, Set<String>> less = new EnumMap<>(Extent.class);
            for (String country : countries) {
                Extent after = left(digits, measure.hsEdition(), following.getOrDefault(country, Map.of()));
                if (after.compareTo(before) < 0) {
                    less.computeIfAbsent(after, extent -> new TreeSet<>()).add(country);
                }
            }
            less.forEach((left, towards) -> loss.add(digits, left, towards));
        }
        return loss;
    }

    /** Returns how much of a code is restricted by measures in their editions. */
    private Extent left(String digits, HsEdition from, Map<HsEdition, List<MeasureGoods>> following) {
        Extent most = Extent.NONE;
        for (Map.Entry<HsEdition, List<MeasureGoods>> entry : following.entrySet()) {
            Set<String> partners = translation.between(digits, from, entry.getKey());
            Extent least = Extent.WHOLE;
            Extent any = Extent.NONE;
            for (String partner : partners) {
                Extent extent = together(partner, entry.getValue());
                least = least.atMost(extent);
                any = any.atLeast(extent);
            }
            if (least == Extent.WHOLE || any == Extent.NONE) {
                most = most.atLeast(any);
            } else {
                // National digits are not translated, so that a part of their partners is all that can be asked for.
                boolean isComparable = digits.length() <= CommodityCode.HS_DIGITS || partners.equals(Set.of(digits));
                most = most.atLeast(isComparable ? Extent.PART : Extent.WHOLE);
            }
        }
        return most;
    }

    private static Extent together(String digits, List<MeasureGoods> following) {
        boolean complete = following.stream()
                .map(its -> its.without(digits))
                .anyMatch(rest ->
                        !rest.isEmpty() && rest.stream().allMatch(part -> most(part, following) == Extent.WHOLE));
        return complete ? Extent.WHOLE : most(digits, following);
    }

    private static Extent most(String digits, List<MeasureGoods> following) {
        return following.stream().map(its -> its.of(digits)).reduce(Extent.NONE, Extent::atLeast);
    }

    /** Returns the subheadings and longer codes that a measure restricts at least in part. */
    private Set<String> codes(Measure measure) {
        MeasureGoods its = goods(measure);
        return measure.commodities().stream()
                .flatMap(code -> translation.goods(code.digits(), measure.hsEdition()).stream())
                .filter(digits -> its.of(digits) != Extent.NONE)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private MeasureGoods goods(Measure measure) {
        return goods.computeIfAbsent(measure, MeasureGoods::new);
    }

    private Set<String> countries(Measure measure, LocalDate day) {
        Set<String> countries = new TreeSet<>();
        for (String target : measure.targets()) {
            List<CountryGroups.Membership> members = groups.members(target);
            if (members.isEmpty()) {
                countries.add(target);
            }
            members.stream().filter(member -> member.covers(day)).forEach(member -> countries.add(member.country()));
        }
        return countries;
    }

    private static boolean mayFollow(Measure later, Measure earlier) {
        return later.programme().equals(earlier.programme())
                && later.flow() == earlier.flow()
                && (later.action() != Action.MONITOR || earlier.action() == Action.MONITOR);
    }
}
