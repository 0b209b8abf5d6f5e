package io.tradewatch.ruleset.files;

import io.tradewatch.ruleset.files.WrittenTable.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks the places of UN/LOCODE, whose first two letters stand for the country of a stop. */
final class LocationChecks {
    private static final Pattern CODE = Pattern.compile("[A-Z]{2}[A-Z2-9]{3}");
    private static final int COUNTRY_LETTERS = 2;

    private LocationChecks() {}

    static void check(WrittenTable table, WrittenTable countries, Consumer<LintProblem> problems) {
        Set<String> known = countries.rows().stream().map(row -> row.field(0)).collect(Collectors.toSet());
        Map<String, Row> seen = new HashMap<>();
        for (Row row : table.rows()) {
            String code = row.field(0);
            if (!CODE.matcher(code).matches()) {
                problems.accept(LintProblem.error(
                        row.place(0),
                        "'" + code + "' is not a UN/LOCODE",
                        "write two capital letters of the country and three of A to Z or 2 to 9, without a blank"));
            } else if (!known.contains(code.substring(0, COUNTRY_LETTERS))) {
                problems.accept(LintProblem.error(
                        row.place(0),
                        "location " + code + " begins with " + code.substring(0, COUNTRY_LETTERS)
                                + ", which is not a known country",
                        "use a code of countries.csv, or add the country there"));
            }
            Row first = seen.putIfAbsent(code, row);
            if (first != null) {
                problems.accept(LintProblem.error(
                        row.place(),
                        "location " + code + " stands twice, first in line "
                                + first.place().line(),
                        "keep one of the two rows"));
            }
        }
    }
}
