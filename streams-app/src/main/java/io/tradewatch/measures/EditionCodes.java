package io.tradewatch.measures;

import io.tradewatch.screening.HsEdition;
import io.tradewatch.screening.ReferenceTable;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which six-digit codes an edition cannot have, as far as the correlation shows: a step between two editions names
 * every code that changed, so a code that it names on one side only does not exist on the other.
 */
final class EditionCodes {
    private static final int NEWER = 1;
    private static final int OLDER = -1;

    /** For each edition, the codes that the step to its newer neighbour names on this edition's side … */
    private final Map<HsEdition, Set<String>> towardsNewer = new EnumMap<>(HsEdition.class);
    /** … and those that the step to its older neighbour names on this edition's side. */
    private final Map<HsEdition, Set<String>> towardsOlder = new EnumMap<>(HsEdition.class);

    /** @param correlation the table {@value ReferenceTable#HS_CORRELATION}, free of errors */
    EditionCodes(ReferenceTable correlation) {
        for (var row : correlation.rows()) {
            HsEdition from = HsEdition.valueOf(row.get(0));
            HsEdition to = HsEdition.valueOf(row.get(2));
            register(from, to, row.get(1));
            register(to, from, row.get(3));
        }
    }

    private void register(HsEdition edition, HsEdition neighbour, String code) {
        (edition.compareTo(neighbour) < 0 ? towardsNewer : towardsOlder)
                .computeIfAbsent(edition, key -> new HashSet<>())
                .add(code);
    }

    /**
     * The edition that has a code which the given one does not.
     *
     * @return empty when the code exists in the edition, or when the table does not tell
     */
    Optional<HsEdition> onlyIn(HsEdition edition, String sixDigits) {
        Optional<HsEdition> newer = firstToName(edition, sixDigits, NEWER, towardsNewer, towardsOlder);
        Optional<HsEdition> older = firstToName(edition, sixDigits, OLDER, towardsOlder, towardsNewer);
        Optional<HsEdition> self = Optional.of(edition);
        if (newer.equals(self) || older.equals(self)) {
            return Optional.empty();
        }
        return older.or(() -> newer);
    }

    /**
     * Walks from edition to edition while the code is not named: what a step does not name, it leaves as it is.
     *
     * @return the edition itself when the code exists there; the one that has it instead; empty when nothing is known
     */
    private static Optional<HsEdition> firstToName(
            HsEdition edition,
            String code,
            int step,
            Map<HsEdition, Set<String>> ahead,
            Map<HsEdition, Set<String>> back) {
        HsEdition at = edition;
        // An edition at either end has no codes ahead.
        while (ahead.containsKey(at)) {
            HsEdition neighbour = HsEdition.values()[at.ordinal() + step];
            if (ahead.getOrDefault(at, Set.of()).contains(code)) {
                return Optional.of(edition);
            }
            if (back.getOrDefault(neighbour, Set.of()).contains(code)) {
                return Optional.of(neighbour);
            }
            at = neighbour;
        }
        return Optional.empty();
    }
}
