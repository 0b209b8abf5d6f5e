package io.tradewatch.ruleset.files;

import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import java.util.List;

/**
 * The contents of a folder of measure files and a folder of reference tables, with their problems. For example:
 *
 * <pre>{@code
 * MeasureCatalogue catalogue = Lint.check(Path.of("config/measures"), Path.of("config/reference"));
 * Law law = catalogue.law();
 * }</pre>
 *
 * @param measures every revision that could be read, in the order of files and lines
 * @param tables the reference tables that could be read, their rows sorted
 * @param problems the problems, by file and line
 */
public record MeasureCatalogue(List<WrittenMeasure> measures, List<ReferenceTable> tables, List<LintProblem> problems) {
    public MeasureCatalogue {
        measures = List.copyOf(measures);
        tables = List.copyOf(tables);
        problems = problems.stream().sorted().distinct().toList();
    }

    /** The problems that prevent the use of the files. */
    public List<LintProblem> errors() {
        return problems.stream().filter(LintProblem::isError).toList();
    }

    /** The problems that do not prevent the use of the files. */
    public List<LintProblem> warnings() {
        return problems.stream().filter(problem -> !problem.isError()).toList();
    }

    /** Every revision. */
    public List<Measure> revisions() {
        return measures.stream().map(WrittenMeasure::measure).toList();
    }

    /**
     * Returns the law from these files.
     *
     * @throws MeasureFilesRefusedException when there are errors
     */
    public Law law() {
        requireNoErrors();
        return Law.of(revisions(), ReferenceTables.of(tables));
    }

    /**
     * Requires that the files have no errors.
     *
     * @throws MeasureFilesRefusedException when there are errors
     */
    public void requireNoErrors() {
        if (!errors().isEmpty()) {
            throw new MeasureFilesRefusedException(errors());
        }
    }
}
