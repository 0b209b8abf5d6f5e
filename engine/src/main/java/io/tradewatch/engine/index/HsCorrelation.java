package io.tradewatch.engine.index;

import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.ReferenceTable;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The correspondence of six-digit codes between neighbouring editions of the HS. Rule 5. Immutable.
 *
 * <p>A code that the table does not name for two neighbouring editions is the same in both.
 */
public final class HsCorrelation {
    static final List<String> COLUMNS = List.of("edition_from", "code_from", "edition_to", "code_to");

    private record Step(HsEdition from, String code, HsEdition to) {}

    private final Map<Step, Set<String>> partners;
    private final Map<HsEdition, Set<String>> named;
    private final BitSet namedInAny = new BitSet();

    private HsCorrelation(Map<Step, Set<String>> partners, Map<HsEdition, Set<String>> named) {
        this.partners = partners;
        this.named = named;
        named.values().forEach(codes -> codes.forEach(code -> namedInAny.set(Integer.parseInt(code))));
    }

    /**
     * Reads the table {@value ReferenceTable#HS_CORRELATION}; rows count in both directions.
     *
     * @throws IllegalArgumentException when a row cannot be read, a code has not six digits, or editions are not
     *     neighbours
     */
    public static HsCorrelation from(ReferenceTable table) {
        table.requireColumns(COLUMNS);
        Map<Step, Set<String>> partners = new HashMap<>();
        Map<HsEdition, Set<String>> named = new HashMap<>();
        for (List<String> row : table.rows()) {
            HsEdition from = HsEdition.valueOf(row.get(0));
            HsEdition to = HsEdition.valueOf(row.get(2));
            if (Math.abs(from.ordinal() - to.ordinal()) != 1) {
                throw new IllegalArgumentException(from + " and " + to + " are not neighbouring editions");
            }
            String codeFrom = requireSixDigits(row.get(1));
            String codeTo = requireSixDigits(row.get(3));
            partners.computeIfAbsent(new Step(from, codeFrom, to), step -> new TreeSet<>())
                    .add(codeTo);
            partners.computeIfAbsent(new Step(to, codeTo, from), step -> new TreeSet<>())
                    .add(codeFrom);
            named.computeIfAbsent(from, edition -> new HashSet<>()).add(codeFrom);
            named.computeIfAbsent(to, edition -> new HashSet<>()).add(codeTo);
        }
        return new HsCorrelation(Map.copyOf(partners), Map.copyOf(named));
    }

    /** Whether the table names a six-digit code in an edition. */
    public boolean names(HsEdition edition, String sixDigits) {
        return isNamed(sixDigits) && named.getOrDefault(edition, Set.of()).contains(sixDigits);
    }

    /**
     * Whether the table names a six-digit code, given as a number, in any edition. A code that it does not name is the
     * same in all editions.
     */
    public boolean renumbers(int sixDigits) {
        return namedInAny.get(sixDigits);
    }

    private boolean isNamed(String sixDigits) {
        return renumbers(CodeKeys.number(sixDigits, CommodityCode.HS_DIGITS));
    }

    /** The codes that the table names in an edition, in digit order. */
    public Set<String> codesNamed(HsEdition edition) {
        return new TreeSet<>(named.getOrDefault(edition, Set.of()));
    }

    /**
     * Translates a code of one edition into the corresponding codes of another, each once, in digit order; never empty.
     */
    public Set<String> translate(String sixDigits, HsEdition from, HsEdition to) {
        Set<String> codes = Set.of(sixDigits);
        if (!isNamed(sixDigits)) {
            return codes;
        }
        HsEdition at = from;
        while (at != to) {
            HsEdition next = at.towards(to);
            codes = step(codes, at, next);
            at = next;
        }
        return codes;
    }

    private Set<String> step(Set<String> codes, HsEdition from, HsEdition to) {
        Set<String> result = new TreeSet<>();
        for (String code : codes) {
            result.addAll(partners.getOrDefault(new Step(from, code, to), Set.of(code)));
        }
        return result;
    }

    static String requireSixDigits(String code) {
        if (code.length() != 6 || !CommodityPrefix.parse(code).digits().equals(code)) {
            throw new IllegalArgumentException("'" + code + "' is not a six-digit commodity code");
        }
        return code;
    }
}
