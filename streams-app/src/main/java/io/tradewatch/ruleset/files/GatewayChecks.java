package io.tradewatch.ruleset.files;

import io.tradewatch.ruleset.files.WrittenTable.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Checks the gateways: the countries through which, by an official document, goods are diverted to a target. No rule
 * reads them yet.
 */
final class GatewayChecks {
    static final String NAME = "gateways";
    static final List<String> COLUMNS = List.of("target", "gateway", "from", "to", "status", "source", "note");

    private static final int GATEWAY = 1;
    private static final int FROM = 2;
    private static final int TO = 3;
    private static final int STATUS = 4;
    private static final int SOURCE = 5;
    private static final int NOTE = 6;

    private static final String SECOND_HAND = "SECOND_HAND";
    private static final Set<String> STATUSES = Set.of("READ", SECOND_HAND);
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final Map<String, String> canonical = new HashMap<>();
    private final Consumer<LintProblem> problems;

    private GatewayChecks(WrittenTable countries, Consumer<LintProblem> problems) {
        countries.rows().forEach(row -> canonical.put(row.field(0), row.field(1)));
        this.problems = problems;
    }

    static void check(WrittenTable table, WrittenTable countries, Consumer<LintProblem> problems) {
        GatewayChecks checks = new GatewayChecks(countries, problems);
        Map<String, List<Row>> earlier = new HashMap<>();
        for (Row row : table.rows()) {
            checks.checkPair(row);
            checks.checkDays(row, earlier.computeIfAbsent(pair(row), none -> new ArrayList<>()));
            checks.checkSource(row);
        }
    }

    private static String pair(Row row) {
        return row.field(GATEWAY) + " to " + row.field(0);
    }

    private void checkPair(Row row) {
        for (int column = 0; column <= GATEWAY; column++) {
            String country = row.field(column);
            String code = canonical.get(country);
            if (code == null) {
                error(row.place(column), "'" + country + "' is not a known country", "use a code of countries.csv");
            } else if (!code.equals(country)) {
                error(row.place(column), country + " is not the canonical code", "write " + code);
            }
        }
        if (row.field(0).equals(row.field(GATEWAY))) {
            error(row.place(GATEWAY), row.field(0) + " is a gateway to itself", "drop the row");
        }
    }

    private void checkDays(Row row, List<Row> earlier) {
        boolean areDays = isDay(row, FROM, "");
        if (!row.field(TO).isEmpty()) {
            areDays &= isDay(row, TO, ", or nothing");
        }
        if (!areDays) {
            return;
        }
        if (!row.field(TO).isEmpty() && row.field(FROM).compareTo(row.field(TO)) >= 0) {
            error(
                    row.place(TO),
                    "gateway " + pair(row) + " ends on " + row.field(TO) + ", not after it begins on "
                            + row.field(FROM),
                    "correct from or to: to is the first day after");
            return;
        }
        earlier.stream()
                .filter(other -> startsBeforeEndOf(row, other) && startsBeforeEndOf(other, row))
                .findFirst()
                .ifPresent(other -> error(
                        row.place(),
                        "gateway " + pair(row) + " stands twice on the same days, first in line "
                                + other.place().line(),
                        "keep one of the two and name the other document in its note, or part their dates"));
        earlier.add(row);
    }

    private boolean isDay(Row row, int column, String alternative) {
        if (CountryTableChecks.isDay(row.field(column))) {
            return true;
        }
        error(
                row.place(column),
                "'" + row.field(column) + "' is not a day",
                "write a day such as 2022-06-28" + alternative);
        return false;
    }

    /** Compares days as text, which is correct for ISO days with years of four digits. */
    private static boolean startsBeforeEndOf(Row one, Row other) {
        return other.field(TO).isEmpty() || one.field(FROM).compareTo(other.field(TO)) < 0;
    }

    private void checkSource(Row row) {
        if (!STATUSES.contains(row.field(STATUS))) {
            error(
                    row.place(STATUS),
                    "status '" + row.field(STATUS) + "' is unknown",
                    "write READ if the document was read, or SECOND_HAND");
        }
        if (!DAY.matcher(row.field(SOURCE)).find()) {
            error(
                    row.place(SOURCE),
                    "gateway " + pair(row) + " has no source with a day",
                    "name the official document and its day, such as 2022-06-28");
        }
        if (row.field(STATUS).equals(SECOND_HAND) && row.field(NOTE).isEmpty()) {
            error(
                    row.place(STATUS),
                    "gateway " + pair(row) + " is SECOND_HAND without a note",
                    "say in the note where the document is quoted");
        }
    }

    private void error(Place place, String what, String fix) {
        problems.accept(LintProblem.error(place, what, fix));
    }
}
