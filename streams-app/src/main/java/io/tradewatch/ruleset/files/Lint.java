package io.tradewatch.ruleset.files;

import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.ReferenceTable;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads measure files and reference tables, and finds problems in each of them and between them. */
public final class Lint {
    private Lint() {}

    /**
     * Reads and checks two folders. The result contains all problems; none causes an exception.
     *
     * @param measures the folder of measure files, or a single file
     * @param reference the folder of reference tables
     */
    public static MeasureCatalogue check(Path measures, Path reference) {
        MeasureFiles files = MeasureFiles.read(measures);
        ReferenceFiles tables = ReferenceFiles.read(reference);
        List<LintProblem> problems = new ArrayList<>(files.problems());
        problems.addAll(tables.problems());
        RevisionChecks.check(files.measures(), problems::add);
        OverlapChecks.check(files.measures(), problems::add);
        // With wrong tables, every measure would seem to have errors.
        if (tables.problems().stream().noneMatch(LintProblem::isError)) {
            checkAgainst(tables.tables(), files.measures(), problems);
        }
        return new MeasureCatalogue(files.measures(), tables.tables(), problems);
    }

    private static void checkAgainst(
            List<ReferenceTable> tables, List<WrittenMeasure> measures, List<LintProblem> problems) {
        ReferenceTable codes =
                ReferenceTable.named(tables, ReferenceTable.HS_CODES).orElseThrow();
        MeasureChecks checks = new MeasureChecks(
                ReferenceTables.of(tables), new EditionCodes(codes), LocalDate.now(ZoneOffset.UTC), problems::add);
        measures.forEach(checks::check);
    }
}
