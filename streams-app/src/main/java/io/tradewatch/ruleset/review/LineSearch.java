package io.tradewatch.ruleset.review;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.ruleset.files.CodeSet;
import io.tradewatch.ruleset.files.ExpectedList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for the lines of a list in measures, and for codes of measures in the list. A measure may write a line in other
 * words: a heading as all of its subheadings, or a code of another edition by what corresponds to it.
 */
final class LineSearch {
    private final ExpectedList list;
    private final EditionTranslation translation;
    private final Map<HsEdition, ListedCodes> restricted = new EnumMap<>(HsEdition.class);

    LineSearch(ExpectedList list, List<Measure> measures, EditionTranslation translation) {
        this.list = list;
        this.translation = translation;
        for (Measure measure : measures) {
            measure.commodities()
                    .forEach(restricted.computeIfAbsent(measure.hsEdition(), edition -> new ListedCodes())::add);
        }
    }

    /** Returns how much of a line the measures restrict; of a part of a code ({@code ex}), any part is the whole. */
    Extent held(CommodityPrefix line) {
        Set<String> goods = translation.goods(line.digits(), list.hsEdition());
        if (line.ex()
                ? goods.stream().anyMatch(this::isTouched)
                : goods.stream().allMatch(this::isWhole)) {
            return Extent.WHOLE;
        }
        return goods.stream().anyMatch(this::isTouched) ? Extent.PART : Extent.NONE;
    }

    /** Returns the codes of the measures that have nothing in common with any line. */
    List<CommodityPrefix> beyond(List<Measure> measures) {
        Map<HsEdition, CodeSet> lines = new EnumMap<>(HsEdition.class);
        for (HsEdition edition : restricted.keySet()) {
            for (CommodityPrefix line : list.codes()) {
                translation
                        .goods(line.digits(), list.hsEdition())
                        .forEach(one -> translation
                                .between(one, list.hsEdition(), edition)
                                .forEach(digits -> lines.computeIfAbsent(edition, unused -> new CodeSet())
                                        .add(digits)));
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
        return isRestricted(goods, Extent.WHOLE);
    }

    private boolean isTouched(String goods) {
        return isRestricted(goods, Extent.PART);
    }

    private boolean isRestricted(String goods, Extent least) {
        return restricted.entrySet().stream()
                .anyMatch(codes -> translation.between(goods, list.hsEdition(), codes.getKey()).stream()
                        .anyMatch(digits -> codes.getValue().extent(digits).compareTo(least) >= 0));
    }
}
