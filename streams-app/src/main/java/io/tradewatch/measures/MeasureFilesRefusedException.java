package io.tradewatch.measures;

import java.util.List;
import java.util.stream.Collectors;

/** Says that measure files or reference tables have errors, so that nothing was done with any of them. */
public final class MeasureFilesRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<LintProblem> errors;

    /** @param errors at least one */
    public MeasureFilesRefusedException(List<LintProblem> errors) {
        super(errors.stream().map(LintProblem::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** The errors, by file and line; the message has them one a line. */
    public List<LintProblem> errors() {
        return errors;
    }
}
