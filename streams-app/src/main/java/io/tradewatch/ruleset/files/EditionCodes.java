package io.tradewatch.ruleset.files;

import io.tradewatch.engine.index.CommodityCode;
import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.engine.model.ReferenceTable;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks up the six-digit codes of each edition of the Harmonized System. */
public final class EditionCodes {
    private final Map<HsEdition, NavigableSet<String>> codes = new EnumMap<>(HsEdition.class);

    /** @param table the table {@value ReferenceTable#HS_CODES}, free of errors */
    public EditionCodes(ReferenceTable table) {
        for (var row : table.rows()) {
            codes.computeIfAbsent(HsEdition.valueOf(row.get(0)), edition -> new TreeSet<>())
                    .add(row.get(1));
        }
    }

    /** Whether an edition has a code; true for every code if the table lists no code of the edition. */
    public boolean has(HsEdition edition, String sixDigits) {
        Set<String> listed = codes.get(edition);
        return listed == null || listed.contains(sixDigits);
    }

    /** Whether an edition has a heading; true for every heading if the table lists no code of the edition. */
    public boolean hasHeading(HsEdition edition, String fourDigits) {
        return !codes.containsKey(edition) || !codesUnder(edition, fourDigits).isEmpty();
    }

    /** Whether any edition has a code that begins with some digits, of which those after the sixth are not compared. */
    public boolean isKnown(String digits) {
        String six = digits.substring(0, Math.min(digits.length(), CommodityCode.HS_DIGITS));
        return codes.keySet().stream()
                .anyMatch(edition -> !codesUnder(edition, six).isEmpty());
    }

    /** Returns the listed codes of an edition that begin with some digits, in digit order. */
    public Set<String> codesUnder(HsEdition edition, String digits) {
        return codes.getOrDefault(edition, new TreeSet<>()).subSet(digits, digits + ':');
    }

    /** Returns the listed edition nearest to the given one that has a code; of two equally near editions, the older. */
    public Optional<HsEdition> nearestWith(HsEdition edition, String sixDigits) {
        return codes.keySet().stream()
                .filter(other -> has(other, sixDigits))
                .min(Comparator.comparingInt((HsEdition other) -> Math.abs(other.ordinal() - edition.ordinal()))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
