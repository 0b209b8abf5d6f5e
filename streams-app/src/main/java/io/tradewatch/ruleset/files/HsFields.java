package io.tradewatch.ruleset.files;

import io.tradewatch.engine.model.HsEdition;
import io.tradewatch.ruleset.files.WrittenTable.Row;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Checks the fields of tables that hold editions and codes of the Harmonized System. */
public final class HsFields {
    private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");

    private HsFields() {}

    /** Whether a field is an edition; reports a problem if not. */
    static boolean isEdition(Row row, int column, Consumer<LintProblem> problems) {
        if (HsEdition.named(row.field(column)).isPresent()) {
            return true;
        }
        problems.accept(LintProblem.error(
                row.place(column),
                "'" + row.field(column) + "' is not an edition of the Harmonized System known here",
                "write HS2007, HS2012, HS2017 or HS2022"));
        return false;
    }

    /** Whether a field is a code of six digits; reports a problem if not. */
    static boolean isSixDigits(Row row, int column, Consumer<LintProblem> problems) {
        if (SIX_DIGITS.matcher(row.field(column)).matches()) {
            return true;
        }
        problems.accept(LintProblem.error(
                row.place(column),
                "'" + row.field(column) + "' is not a code of six digits",
                "write six digits without dots"));
        return false;
    }

    /** Whether two digits are a chapter: 01 to 97 without 77, which is reserved. */
    public static boolean isChapter(String chapter) {
        return !chapter.equals("00") && !chapter.equals("77") && chapter.compareTo("97") <= 0;
    }
}
