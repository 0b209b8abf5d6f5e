package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.ruleset.files.WrittenTable.Row;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks the subheadings of each edition of the Harmonized System. Codes that lost their leading zero are read by means
 * of them.
 */
final class HsCodeChecks {
    private HsCodeChecks() {}

    static void check(WrittenTable table, Consumer<LintProblem> problems) {
        Map<String, Row> seen = new HashMap<>();
        Set<HsEdition> without = EnumSet.allOf(HsEdition.class);
        for (Row row : table.rows()) {
            boolean edition = HsFields.isEdition(row, 0, problems);
            boolean code = HsFields.isSixDigits(row, 1, problems);
            if (!edition || !code) {
                continue;
            }
            without.remove(HsEdition.valueOf(row.field(0)));
            if (!HsFields.isChapter(row.field(1).substring(0, 2))) {
                problems.accept(LintProblem.error(
                        row.place(1),
                        "code " + row.field(1) + " is in no chapter of the Harmonized System",
                        "use a code of chapters 01 to 97, except 77"));
            }
            Row first = seen.putIfAbsent(row.field(0) + row.field(1), row);
            if (first != null) {
                problems.accept(LintProblem.error(
                        row.place(),
                        "code " + row.field(1) + " of " + row.field(0) + " stands twice, first in line "
                                + first.place().line(),
                        "keep one of the two rows"));
            }
        }
        if (!without.isEmpty()) {
            problems.accept(LintProblem.warning(
                    new Place(table.file(), 1, 1),
                    "no subheading of " + without + " is listed",
                    "add them: a code that only such an edition has is not recognised without its first zero"));
        }
    }
}
