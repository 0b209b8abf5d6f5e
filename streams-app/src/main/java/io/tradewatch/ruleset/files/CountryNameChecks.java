package io.tradewatch.ruleset.files;

import io.tradewatch.engine.index.Countries;
import io.tradewatch.ruleset.files.WrittenTable.Row;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Checks the names of countries: each must be valid as a name, and belong to one country only. */
final class CountryNameChecks {
    private static final int NAMES = 5;
    private static final Pattern UP_TO_THREE_DIGITS = Pattern.compile("[0-9]{1,3}");

    /** A name with its row. */
    private record Owned(Row row, String name) {}

    private final WrittenTable table;
    private final Consumer<LintProblem> problems;
    private final Set<String> codes = new HashSet<>();
    private final Set<String> alpha3 = new HashSet<>();
    private final Map<String, Owned> byFoldedName = new HashMap<>();

    CountryNameChecks(WrittenTable table, Consumer<LintProblem> problems) {
        this.table = table;
        this.problems = problems;
        for (Row row : table.rows()) {
            codes.add(row.field(0));
            alpha3.add(row.field(CountryTableChecks.ALPHA3));
        }
    }

    void check() {
        for (Row row : table.rows()) {
            for (String name : names(row)) {
                String folded = Countries.foldName(name);
                if (folded.isEmpty()) {
                    problems.accept(LintProblem.error(
                            row.place(NAMES),
                            "'" + name + "' has no letter or digit, so no report equals it",
                            "drop it, and any | that has no name on one side"));
                } else {
                    checkIsReadAsName(row, name);
                    checkIsOfOneCountry(row, name, folded);
                }
            }
        }
    }

    private static List<String> names(Row row) {
        return row.field(NAMES).isEmpty() ? List.of() : List.of(row.field(NAMES).split("\\|", -1));
    }

    private void checkIsReadAsName(Row row, String name) {
        String text = Countries.normalised(name);
        String code = text.replace(".", "");
        if (Countries.isAbsent(text)) {
            problems.accept(LintProblem.error(
                    row.place(NAMES), "name '" + name + "' stands for no country in reports", "drop it"));
        } else if (isCode(code)) {
            problems.accept(LintProblem.error(
                    row.place(NAMES),
                    "name '" + name + "' of " + row.field(0) + " is read as the code " + code + ", never as a name",
                    "drop it"));
        }
    }

    private boolean isCode(String text) {
        return (CountryTableChecks.CODE.matcher(text).matches() && codes.contains(text))
                || (CountryTableChecks.THREE_LETTERS.matcher(text).matches() && alpha3.contains(text))
                || UP_TO_THREE_DIGITS.matcher(text).matches();
    }

    private void checkIsOfOneCountry(Row row, String name, String folded) {
        Owned owner = byFoldedName.putIfAbsent(folded, new Owned(row, name));
        if (owner != null && !owner.row().equals(row)) {
            problems.accept(LintProblem.error(
                    row.place(NAMES),
                    "name '" + name + "' of " + row.field(0) + " is read like '" + owner.name() + "' of "
                            + owner.row().field(0) + " in line "
                            + owner.row().place().line(),
                    "keep it in one row, or in none where people write it for both"));
        }
    }
}
