package io.tradewatch.ruleset.files;

import io.tradewatch.engine.index.Countries;
import io.tradewatch.engine.model.DayRange;
import io.tradewatch.ruleset.files.WrittenTable.Row;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Checks the countries and their groups: a misspelt country would never match a transfer. */
final class CountryTableChecks {
    static final List<String> COLUMNS = List.of("code", "canonical", "until", "alpha3", "numeric", "names");

    private static final int UNTIL = 2;
    static final int ALPHA3 = 3;
    private static final int NUMERIC = 4;

    static final Pattern CODE = Pattern.compile("[A-Z]{2}");
    static final Pattern THREE_LETTERS = Pattern.compile("[A-Z]{3}");
    private static final Pattern THREE_DIGITS = Pattern.compile("[0-9]{3}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private CountryTableChecks() {}

    static void countries(WrittenTable table, Consumer<LintProblem> problems) {
        Map<String, Row> byCode = new HashMap<>();
        for (Row row : table.rows()) {
            for (int column = 0; column < 2; column++) {
                if (!CODE.matcher(row.field(column)).matches()) {
                    problems.accept(LintProblem.error(
                            row.place(column),
                            "'" + row.field(column) + "' is not a country code",
                            "write two capital letters"));
                }
            }
            if (Countries.isAbsent(row.field(0))) {
                problems.accept(LintProblem.error(
                        row.place(0), "'" + row.field(0) + "' stands for no country in reports", "drop the row"));
            }
            Row first = byCode.putIfAbsent(row.field(0), row);
            if (first != null) {
                problems.accept(LintProblem.error(
                        row.place(),
                        "country " + row.field(0) + " stands twice, first in line "
                                + first.place().line(),
                        "keep one of the two rows"));
            }
        }
        for (Row row : table.rows()) {
            Row canonical = byCode.get(row.field(1));
            if (canonical == null || !canonical.field(1).equals(row.field(1))) {
                problems.accept(LintProblem.error(
                        row.place(1),
                        "country " + row.field(0) + " maps to " + row.field(1) + ", which is not canonical",
                        "map it to a code that has a row with itself"));
            }
            checkUntil(row, problems);
        }
        checkOtherCode(table, ALPHA3, THREE_LETTERS, "three capital letters, or nothing", problems);
        checkOtherCode(table, NUMERIC, THREE_DIGITS, "three digits, or nothing", problems);
        new CountryNameChecks(table, problems).check();
    }

    private static void checkUntil(Row row, Consumer<LintProblem> problems) {
        String until = row.field(UNTIL);
        if (until.isEmpty()) {
            return;
        }
        if (!isDay(until)) {
            problems.accept(LintProblem.error(
                    row.place(UNTIL), "'" + until + "' is not a day", "write a day such as 1992-08-30, or nothing"));
        }
        if (!row.field(0).equals(row.field(1))) {
            problems.accept(LintProblem.error(
                    row.place(UNTIL),
                    "country " + row.field(0) + " has an end, " + until + ", though it maps to " + row.field(1),
                    "drop until: a code with one successor is read as that at any time"));
        }
    }

    /** Whether a text is a day that exists, as year, month and day of four and two digits. */
    static boolean isDay(String text) {
        try {
            return DAY.matcher(text).matches() && DayRange.day(text) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static void checkOtherCode(
            WrittenTable table, int column, Pattern form, String expected, Consumer<LintProblem> problems) {
        Map<String, Row> seen = new HashMap<>();
        for (Row row : table.rows()) {
            String code = row.field(column);
            if (code.isEmpty()) {
                continue;
            }
            if (!form.matcher(code).matches()) {
                problems.accept(LintProblem.error(
                        row.place(column),
                        "'" + code + "' is not a country's " + COLUMNS.get(column) + " code",
                        "write " + expected));
            }
            Row first = seen.putIfAbsent(code, row);
            if (first != null) {
                problems.accept(LintProblem.error(
                        row.place(column),
                        "code " + code + " belongs to " + first.field(0) + " and to " + row.field(0)
                                + ", first in line " + first.place().line(),
                        "keep it in one of the two rows"));
            }
        }
    }

    static void groups(WrittenTable table, WrittenTable countries, Consumer<LintProblem> problems) {
        Map<String, String> canonical = new HashMap<>();
        countries.rows().forEach(row -> canonical.put(row.field(0), row.field(1)));
        Map<String, List<Row>> seen = new HashMap<>();
        for (Row row : table.rows()) {
            String group = row.field(0);
            String country = row.field(1);
            if (canonical.containsKey(group)) {
                problems.accept(LintProblem.error(
                        row.place(),
                        "group " + group + " has the name of a country",
                        "give the group a name that is not in countries.csv"));
            }
            if (!country.equals(canonical.get(country))) {
                String code = canonical.get(country);
                problems.accept(LintProblem.error(
                        row.place(),
                        country + (code == null ? " is not a known country" : " is not the canonical code"),
                        code == null ? "use a code of countries.csv" : "write \"" + code + "\""));
            }
            if (!row.field(3).isEmpty() && row.field(2).compareTo(row.field(3)) >= 0) {
                problems.accept(LintProblem.error(
                        row.place(),
                        country + " leaves " + group + " on " + row.field(3) + ", not after it joins on "
                                + row.field(2),
                        "correct from or to: to is the first day after"));
            }
            List<Row> earlier = seen.computeIfAbsent(group + "/" + country, key -> new ArrayList<>());
            earlier.stream()
                    .filter(other -> overlap(row, other))
                    .findFirst()
                    .ifPresent(other -> problems.accept(LintProblem.error(
                            row.place(),
                            country + " is in " + group + " twice on the same days, first in line "
                                    + other.place().line(),
                            "keep one of the two, or part their dates")));
            earlier.add(row);
        }
    }

    /** Compares days as text, which is correct for ISO days with years of four digits. */
    private static boolean overlap(Row one, Row other) {
        return startsBeforeEndOf(one, other) && startsBeforeEndOf(other, one);
    }

    private static boolean startsBeforeEndOf(Row one, Row other) {
        return other.field(3).isEmpty() || one.field(2).compareTo(other.field(3)) < 0;
    }
}
