package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.ruleset.files.WrittenTable.Row;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Checks the correlation of HS editions. A code that exists in both editions, and that the table names on both sides,
 * needs a row that maps it to itself. Without that row, goods that kept their code would be read as other goods.
 */
final class CorrelationChecks {
    private record Step(HsEdition older, HsEdition newer) {}

    /**
     * The codes that the table names for two neighbouring editions, each with its first row, and the pairs of
     * corresponding codes.
     */
    private static final class StepCodes {
        private final Map<String, Row> inOlder = new LinkedHashMap<>();
        private final Map<String, Row> inNewer = new LinkedHashMap<>();
        private final Set<String> pairs = new HashSet<>();
    }

    private final Consumer<LintProblem> problems;
    private final Map<Step, StepCodes> steps = new LinkedHashMap<>();

    CorrelationChecks(Consumer<LintProblem> problems) {
        this.problems = problems;
    }

    void check(WrittenTable table) {
        for (Row row : table.rows()) {
            if (isWellFormed(row)) {
                register(row);
            }
        }
        steps.forEach(this::requireRowsToThemselves);
    }

    private boolean isWellFormed(Row row) {
        boolean wellFormed = true;
        for (int column = 0; column < row.fields().size(); column += 2) {
            wellFormed &= HsFields.isEdition(row, column, problems);
            wellFormed &= HsFields.isSixDigits(row, column + 1, problems);
        }
        return wellFormed;
    }

    /**
     * Compares a correlation with the subheadings: a row must not have a code that is missing in its edition.
     *
     * @param correlation free of errors
     * @param codes the subheadings, free of errors
     */
    static void checkAgainst(EditionCodes codes, WrittenTable correlation, Consumer<LintProblem> problems) {
        for (Row row : correlation.rows()) {
            for (int column = 0; column < row.fields().size(); column += 2) {
                if (!codes.has(HsEdition.valueOf(row.field(column)), row.field(column + 1))) {
                    problems.accept(LintProblem.error(
                            row.place(column + 1),
                            "code " + row.field(column + 1) + " is not in " + row.field(column) + " by hs-codes.csv",
                            "correct the row, or add the code to hs-codes.csv"));
                }
            }
        }
    }

    private void register(Row row) {
        HsEdition from = HsEdition.valueOf(row.field(0));
        HsEdition to = HsEdition.valueOf(row.field(2));
        if (Math.abs(from.ordinal() - to.ordinal()) != 1) {
            problems.accept(LintProblem.error(
                    row.place(),
                    from + " and " + to + " are not neighbouring editions",
                    "tie the codes edition by edition: steps are composed"));
            return;
        }
        boolean forward = from.compareTo(to) < 0;
        String older = row.field(forward ? 1 : 3);
        String newer = row.field(forward ? 3 : 1);
        StepCodes codes =
                steps.computeIfAbsent(forward ? new Step(from, to) : new Step(to, from), step -> new StepCodes());
        codes.inOlder.putIfAbsent(older, row);
        codes.inNewer.putIfAbsent(newer, row);
        if (!codes.pairs.add(older + newer)) {
            problems.accept(LintProblem.error(
                    row.place(),
                    row.field(1) + " of " + from + " and " + row.field(3) + " of " + to + " are tied twice",
                    "keep one of the rows: they are read in both directions"));
        }
    }

    private void requireRowsToThemselves(Step step, StepCodes codes) {
        Set<String> inBoth = new TreeSet<>(codes.inOlder.keySet());
        inBoth.retainAll(codes.inNewer.keySet());
        for (String code : inBoth) {
            Row row = codes.inNewer.get(code);
            if (row != null && !codes.pairs.contains(code + code)) {
                problems.accept(LintProblem.error(
                        row.place(),
                        "code " + code + " is named in " + step.older() + " and in " + step.newer()
                                + ", but has no row to itself",
                        "add the row " + step.newer() + "," + code + "," + step.older() + "," + code));
            }
        }
    }
}
