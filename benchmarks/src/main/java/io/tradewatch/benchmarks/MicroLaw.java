package io.tradewatch.benchmarks;

import io.tradewatch.engine.Law;
import io.tradewatch.engine.Measure;
import io.tradewatch.engine.MeasureIndex;
import io.tradewatch.engine.ReferenceTables;
import io.tradewatch.engine.Screening;
import io.tradewatch.measures.ReferenceFiles;
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
