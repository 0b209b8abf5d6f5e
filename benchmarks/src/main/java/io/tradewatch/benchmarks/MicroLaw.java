package io.tradewatch.benchmarks;

import io.tradewatch.measures.ReferenceFiles;
import io.tradewatch.screening.Law;
import io.tradewatch.screening.Measure;
import io.tradewatch.screening.MeasureIndex;
import io.tradewatch.screening.ReferenceTables;
import io.tradewatch.screening.Screening;
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
