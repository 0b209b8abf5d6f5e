package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.DayRange;
import io.tradewatch.engine.model.DecimalRange;
import io.tradewatch.ruleset.files.WrittenTable.Row;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Checks the exchange rates for the conversion of thresholds. */
final class RateChecks {
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    private RateChecks() {}

    static void check(WrittenTable table, Consumer<LintProblem> problems) {
        Map<String, Row> seen = new HashMap<>();
        for (Row row : table.rows()) {
            if (!isDay(row.field(0))) {
                problems.accept(LintProblem.error(
                        row.place(0), "'" + row.field(0) + "' is no day", "write a day such as 2017-12-22"));
            }
            for (int column = 1; column <= 2; column++) {
                if (!CURRENCY.matcher(row.field(column)).matches()) {
                    problems.accept(LintProblem.error(
                            row.place(column),
                            "'" + row.field(column) + "' is not a currency",
                            "write its ISO 4217 code, such as EUR"));
                }
            }
            if (row.field(1).equals(row.field(2))) {
                problems.accept(
                        LintProblem.error(row.place(1), row.field(1) + " is converted into itself", "drop the row"));
            }
            checkRate(row, problems);
            Row first = seen.putIfAbsent(String.join(" ", row.fields().subList(0, 3)), row);
            if (first != null) {
                problems.accept(LintProblem.error(
                        row.place(),
                        "the rate from " + row.field(1) + " to " + row.field(2) + " on " + row.field(0)
                                + " stands twice, first in line "
                                + first.place().line(),
                        "keep one of the two rows"));
            }
        }
    }

    private static boolean isDay(String text) {
        try {
            DayRange.day(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void checkRate(Row row, Consumer<LintProblem> problems) {
        String fix = "write how many " + row.field(2) + " one " + row.field(1) + " buys, such as 1.0875";
        try {
            if (DecimalRange.RATE.parse(row.field(3)).signum() <= 0) {
                problems.accept(LintProblem.error(
                        row.place(3), "rate '" + row.field(3) + "' is not a positive decimal number", fix));
            }
        } catch (IllegalArgumentException e) {
            problems.accept(LintProblem.error(row.place(3), "rate " + e.getMessage(), fix));
        }
    }
}
