package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.Measure;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for the lines of a list in measures, and for codes of measures in the list. A measure may write a line in other
 * words: a heading as all of its subheadings, or a code of another edition by what corresponds to it.
 */
final class LineSearch {
    /** How much of a line measures restrict. */
    enum Held {
        WHOLE,
        IN_PART,
        NOT
    }

    private final ExpectedList list;
    private final EditionTranslation translation;
    private final Map<HsEdition, CodeSet> whole = new EnumMap<>(HsEdition.class);
    private final Map<HsEdition, CodeSet> inPart = new EnumMap<>(HsEdition.class);

    LineSearch(ExpectedList list, List<Measure> measures, EditionTranslation translation) {
        this.list = list;
        this.translation = translation;
        for (Measure measure : measures) {
            for (CommodityPrefix code : measure.commodities()) {
                add(inPart, measure.hsEdition(), code.digits());
                if (!code.ex()) {
                    add(whole, measure.hsEdition(), code.digits());
                }
            }
        }
    }

    private static void add(Map<HsEdition, CodeSet> sets, HsEdition edition, String digits) {
        sets.computeIfAbsent(edition, unused -> new CodeSet()).add(digits);
    }

    /** Returns how much of a line the measures restrict; of a part of a code ({@code ex}), any part is the whole. */
    Held held(CommodityPrefix line) {
        Set<String> goods = translation.goods(line.digits(), list.hsEdition());
        if (line.ex()
                ? goods.stream().anyMatch(this::isTouched)
                : goods.stream().allMatch(this::isWhole)) {
            return Held.WHOLE;
        }
        return goods.stream().anyMatch(this::isTouched) ? Held.IN_PART : Held.NOT;
    }

    /** Returns the codes of the measures that have nothing in common with any line. */
    List<CommodityPrefix> beyond(List<Measure> measures) {
        Map<HsEdition, CodeSet> lines = new EnumMap<>(HsEdition.class);
        for (HsEdition edition : inPart.keySet()) {
            for (CommodityPrefix line : list.codes()) {
                translation
                        .goods(line.digits(), list.hsEdition())
                        .forEach(one -> translation
                                .between(one, list.hsEdition(), edition)
                                .forEach(digits -> add(lines, edition, digits)));
            }
        }
        return measures.stream()
                .flatMap(measure -> measure.commodities().stream()
                        .filter(code -> !lines.getOrDefault(measure.hsEdition(), new CodeSet())
                                .touches(code.digits())))
                .distinct()
                .toList();
    }

    private boolean isWhole(String goods) {
        return whole.entrySet().stream()
                .anyMatch(set -> translation.between(goods, list.hsEdition(), set.getKey()).stream()
                        .anyMatch(set.getValue()::contains));
    }

    private boolean isTouched(String goods) {
        return inPart.entrySet().stream()
                .anyMatch(set -> translation.between(goods, list.hsEdition(), set.getKey()).stream()
                        .anyMatch(set.getValue()::touches));
    }
}
