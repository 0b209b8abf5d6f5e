package io.tradewatch.ruleset.review;

import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.ruleset.files.EditionCodes;
import io.tradewatch.ruleset.files.LintProblem;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import io.tradewatch.ruleset.files.RevisionChecks;
import io.tradewatch.ruleset.files.WrittenMeasure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks for law that may have been lost or outlived: what one who knows the law should look at again. It finds warnings
 * only, and of one kind at most one for each measure, text, or currency.
 *
 * @param today the day of the review
 * @param oldestText the day before which a text or a rate is too old to be relied upon today
 */
public record Review(LocalDate today, LocalDate oldestText) {
    /** After how many months a text or a rate is old, unless somebody asks otherwise. */
    public static final int MONTHS = 18;

    /** A review on a day, of texts that are older than some months. */
    public static Review on(LocalDate today, int months) {
        return new Review(today, today.minusMonths(months));
    }

    /** Returns files with the warnings of the review; files with errors as they are, because errors come first. */
    public MeasureCatalogue of(MeasureCatalogue files) {
        if (!files.errors().isEmpty()) {
            return files;
        }
        List<LintProblem> problems = new ArrayList<>(files.problems());
        look(files, problems::add);
        return new MeasureCatalogue(files.measures(), files.tables(), problems);
    }

    private void look(MeasureCatalogue files, Consumer<LintProblem> problems) {
        List<WrittenMeasure> counting = RevisionChecks.counting(files.measures());
        Succession succession = new Succession(counting, files.tables());
        EndChecks.check(counting, succession, today, problems);
        LeftListChecks.check(files.measures(), succession, problems);
        TextAgeChecks.check(counting, this, problems);
        PartOfCodeChecks.check(counting, problems);
        ThresholdChecks.check(counting, table(files, ReferenceTable.EXCHANGE_RATES), this, problems);
        HeadingChecks.check(counting, new EditionCodes(table(files, ReferenceTable.HS_CODES)), problems);
    }

    private static ReferenceTable table(MeasureCatalogue files, String name) {
        return ReferenceTable.named(files.tables(), name).orElseThrow();
    }
}
