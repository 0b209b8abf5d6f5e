package io.tradewatch.cli;

import io.tradewatch.avro.Violation;
import io.tradewatch.records.AvroJson;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Violations as every command writes them into files: one JSON object a line, in one order, so that two runs over the
 * same input give the same bytes.
 */
public final class ViolationFile {
    /** By transferId, itemNumber, measureId, sequence. */
    public static final Comparator<Violation> ORDER = Comparator.comparing(Violation::getTransferId)
            .thenComparingInt(Violation::getItemNumber)
            .thenComparing(Violation::getMeasureId)
            .thenComparingInt(Violation::getSequence);

    private ViolationFile() {}

    /** Writes violations in order, each on a line. */
    public static void write(Stream<Violation> violations, Writer out) throws IOException {
        for (Violation violation : (Iterable<Violation>) violations.sorted(ORDER)::iterator) {
            out.write(AvroJson.write(violation));
            out.write('\n');
        }
        out.flush();
    }
}
