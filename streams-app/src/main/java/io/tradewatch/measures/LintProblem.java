package io.tradewatch.measures;

import java.util.Comparator;
import java.util.Locale;

/**
 * One thing that is wrong with a file, and how to fix it.
 *
 * @param severity whether it keeps the files from being used
 * @param place where it stands
 * @param message what is wrong, with the value
 * @param fix what to do
 */
public record LintProblem(Severity severity, Place place, String message, String fix)
        implements Comparable<LintProblem> {

    /** Whether a problem keeps the files from being used. */
    public enum Severity {
        /** Nothing is screened with or published from these files until it is fixed. */
        ERROR,
        /** Worth a look; the files are used all the same. */
        WARNING
    }

    private static final Comparator<LintProblem> ORDER = Comparator.comparing(LintProblem::place)
            .thenComparing(LintProblem::severity)
            .thenComparing(LintProblem::message);

    static LintProblem error(Place place, String message, String fix) {
        return new LintProblem(Severity.ERROR, place, message, fix);
    }

    static LintProblem warning(Place place, String message, String fix) {
        return new LintProblem(Severity.WARNING, place, message, fix);
    }

    /** Whether it keeps the files from being used. */
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
