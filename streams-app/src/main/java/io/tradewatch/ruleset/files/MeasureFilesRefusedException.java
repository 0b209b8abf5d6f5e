package io.tradewatch.ruleset.files;

import java.util.List;
import java.util.stream.Collectors;

/** Measure files or reference tables have errors, so none of them was used. */
public final class MeasureFilesRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<LintProblem> errors;

    /** @param errors at least one */
    public MeasureFilesRefusedException(List<LintProblem> errors) {
        super(errors.stream().map(LintProblem::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** The errors, by file and line; the message has one per line. */
    public List<LintProblem> errors() {
        return errors;
    }
}
