package io.tradewatch.ruleset.files;

import java.util.Comparator;
import java.util.Locale;

/**
 * One problem in a file, and its fix.
 *
 * @param severity whether it prevents the use of the files
 * @param place its place
 * @param message what is wrong, with the value
 * @param fix what to do
 */
public record LintProblem(Severity severity, Place place, String message, String fix)
        implements Comparable<LintProblem> {

    /** Whether a problem prevents the use of the files. */
    public enum Severity {
        /** These files cannot be used for screening or published until it is fixed. */
        ERROR,
        /** The files can be used; somebody should check the problem. */
        WARNING
    }

    private static final Comparator<LintProblem> ORDER = Comparator.comparing(LintProblem::place)
            .thenComparing(LintProblem::severity)
            .thenComparing(LintProblem::message);

    static LintProblem error(Place place, String message, String fix) {
        return new LintProblem(Severity.ERROR, place, message, fix);
    }

    public static LintProblem warning(Place place, String message, String fix) {
        return new LintProblem(Severity.WARNING, place, message, fix);
    }

    /** Whether it prevents the use of the files. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public int compareTo(LintProblem other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column: error: message; fix}. */
    @Override
    public String toString() {
        return place + ": " + severity.name().toLowerCase(Locale.ROOT) + ": " + message + "; " + fix;
    }
}
