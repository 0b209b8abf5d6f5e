package io.tradewatch.benchmarks;

import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.ruleset.files.ReferenceFiles;
import java.nio.file.Path;
import java.util.List;

/** The law inside the JVMs that JMH starts: measures, and the reference tables that come with the product. */
final class MicroLaw {
    /** The system property that names the folder of the reference tables. */
    static final String REFERENCE_FOLDER = "tradewatch.benchmarks.reference";

    private MicroLaw() {}

    /** The rules under some measures. */
    static Screening compile(List<Measure> measures) {
        return new Screening(MeasureIndex.compile(Law.of(measures, reference())), Screening.DEFAULT_MAX_VIOLATIONS);
    }

    /** The tables. */
    static ReferenceTables reference() {
        return ReferenceTables.of(ReferenceFiles.read(Path.of(System.getProperty(REFERENCE_FOLDER)))
                .tables());
    }
}
