package io.tradewatch.ruleset;

import io.tradewatch.engine.index.CommodityCode;
import io.tradewatch.engine.index.HsCorrelation;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.rules.MeasureIndex;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Selects measures by day, target country and goods. This is a search for people; it does not decide which measures a
 * transfer breaks.
 *
 * <pre>{@code
 * List<Measure> measures = new MeasureSelection(LocalDate.of(2024, 2, 18), null, "KP", "8703").from(law);
 * }</pre>
 *
 * @param date the day on which the measures are in force
 * @param knownAt only revisions recorded at or before this instant count; null means no limit
 * @param country the target, by code, number or name; null means any
 * @param code the goods, 2 to 14 digits, written in the edition of the Harmonized System in force on the day; null means
 *     any
 */
public record MeasureSelection(
        LocalDate date,
        @Nullable Instant knownAt,
        @Nullable String country,
        @Nullable String code) {
    /** @throws IllegalArgumentException when the code is not a valid commodity code */
    public MeasureSelection {
        if (code != null) {
            code = new CommodityPrefix(code.replaceAll("[.\\s-]", ""), false).digits();
        }
    }

    /**
     * Returns the selected measures of a law, in the order of their ids.
     *
     * @throws IllegalArgumentException when the country is not known
     */
    public List<Measure> from(Law law) {
        return from(MeasureIndex.compile(law, knownAt));
    }

    /**
     * Returns the selected measures of a law that is compiled, in the order of their ids.
     *
     * @param index the law as it was known at {@link #knownAt}
     * @throws IllegalArgumentException when the country is not known
     */
    public List<Measure> from(MeasureIndex index) {
        ReferenceTables reference = index.reference();
        String target = country == null ? null : NamedCountry.code(country, date, reference.countries());
        return index.measures().stream()
                .filter(measure -> measure.isInForceOn(date))
                .filter(measure -> target == null || targets(measure, target, reference))
                .filter(measure -> code == null || concerns(measure, code, reference.correlation()))
                .toList();
    }

    private boolean targets(Measure measure, String country, ReferenceTables reference) {
        return measure.targets().contains(country)
                || measure.targets().stream()
                        .flatMap(group -> reference.groups().members(group).stream())
                        .anyMatch(member -> member.country().equals(country) && member.covers(date));
    }

    private boolean concerns(Measure measure, String goods, HsCorrelation correlation) {
        Set<String> codes = inEditionOf(measure, goods, correlation);
        boolean listed =
                measure.commodities().stream().anyMatch(prefix -> codes.stream().anyMatch(one -> touches(one, prefix)));
        boolean spared = measure.exceptCommodities().stream()
                .anyMatch(except -> !except.ex() && codes.stream().allMatch(one -> one.startsWith(except.digits())));
        return listed && !spared;
    }

    private Set<String> inEditionOf(Measure measure, String goods, HsCorrelation correlation) {
        if (goods.length() < CommodityCode.HS_DIGITS) {
            return Set.of(goods);
        }
        String six = goods.substring(0, CommodityCode.HS_DIGITS);
        Set<String> codes = correlation.translate(six, HsEdition.inForceOn(date), measure.hsEdition());
        return codes.equals(Set.of(six)) ? Set.of(goods) : codes;
    }

    private static boolean touches(String code, CommodityPrefix prefix) {
        return code.startsWith(prefix.digits()) || prefix.digits().startsWith(code);
    }
}
