package io.tradewatch.ruleset.review;

import io.tradewatch.engine.index.CommodityCode;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a measure restricts and those after it do not: codes of its edition, and the countries towards which. */
final class Loss {
    /** Codes of one kind: those of which nothing is left, or those of which a part is, towards the same countries. */
    private record Kind(Extent left, Set<String> countries) {}

    private final Measure measure;
    private final Set<String> countries;
    private final EditionTranslation translation;
    private final Map<Kind, Set<String>> codes = new TreeMap<>(Comparator.comparing(Kind::left)
            .thenComparing(kind -> kind.countries().toString()));

    Loss(Measure measure, Set<String> countries, EditionTranslation translation) {
        this.measure = measure;
        this.countries = countries;
        this.translation = translation;
    }

    /** Adds a code of which less than before is left towards some countries. */
    void add(String digits, Extent left, Set<String> towards) {
        codes.computeIfAbsent(new Kind(left, new TreeSet<>(towards)), kind -> new HashSet<>())
                .add(digits);
    }

    boolean isEmpty() {
        return codes.isEmpty();
    }

    /** The codes in words: as the measure lists them where all of one is lost, otherwise the fewest that say the same. */
    String named() {
        return codes.entrySet().stream()
                .map(entry -> (entry.getKey().left() == Extent.PART ? "parts of " : "")
                        + Succession.firstOf(names(entry.getValue()))
                        + towards(entry.getKey().countries()))
                .collect(Collectors.joining(" and "));
    }

    private String towards(Set<String> some) {
        return some.equals(countries) ? "" : " for " + String.join(", ", some);
    }

    private List<String> names(Set<String> lost) {
        Set<String> named = new HashSet<>();
        Set<String> names = new LinkedHashSet<>();
        MeasureGoods goods = new MeasureGoods(measure);
        for (CommodityPrefix code : measure.commodities()) {
            Set<String> all = translation.goods(code.digits(), measure.hsEdition()).stream()
                    .filter(digits -> goods.of(digits) != Extent.NONE)
                    .collect(Collectors.toSet());
            Set<String> here = all.stream().filter(lost::contains).collect(Collectors.toCollection(TreeSet::new));
            if (here.isEmpty() || named.containsAll(here)) {
                continue;
            }
            named.addAll(here);
            if (here.size() == all.size()) {
                names.add(code.written());
            } else {
                shortest(here).forEach(digits -> names.add((code.ex() ? "ex " : "") + digits));
            }
        }
        return List.copyOf(names);
    }

    /** Returns the chapters and headings that lie in a set of subheadings as a whole, and the rest as it is. */
    private List<String> shortest(Set<String> subheadings) {
        List<String> shortest = new ArrayList<>();
        String last = null;
        for (String digits : subheadings) {
            if (last == null || !digits.startsWith(last)) {
                last = shortest(digits, subheadings);
                shortest.add(last);
            }
        }
        return shortest;
    }

    private String shortest(String digits, Set<String> subheadings) {
        for (int length = 2; length < Math.min(digits.length(), CommodityCode.HS_DIGITS); length += 2) {
            String beginning = digits.substring(0, length);
            if (subheadings.containsAll(translation.goods(beginning, measure.hsEdition()))) {
                return beginning;
            }
        }
        return digits;
    }
}
