package io.tradewatch.records;

import io.tradewatch.avro.Violation;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Violations as every command writes them into files: one JSON object a line, in one order, so that two runs over the
 * same input give the same bytes.
 */
public final class ViolationFile {
    /** By transferId, itemNumber, measureId, sequence. Texts are in the order of their UTF-8 bytes. */
    public static final Comparator<Violation> ORDER = Comparator.comparing(
                    Violation::getTransferId, ViolationFile::compareAsUtf8)
            .thenComparingInt(Violation::getItemNumber)
            .thenComparing(Violation::getMeasureId, ViolationFile::compareAsUtf8)
            .thenComparingInt(Violation::getSequence);

    private static final int FIRST_SURROGATE = 0xD800;
    private static final int FIRST_AFTER_SURROGATES = 0xE000;

    private ViolationFile() {}

    /** Writes violations in order, each on a line. */
    public static void write(Stream<Violation> violations, Writer out) throws IOException {
        for (Violation violation : (Iterable<Violation>) violations.sorted(ORDER)::iterator) {
            writeLine(violation, out);
        }
        out.flush();
    }

    /** Writes one violation, and the end of its line. */
    public static void writeLine(Violation violation, Writer out) throws IOException {
        out.write(AvroJson.write(violation));
        out.write('\n');
    }

    /**
     * Compares texts as their UTF-8 bytes would be compared, which is the order of stores and of {@code LC_ALL=C sort}.
     * It differs from {@link String#compareTo} only where a character outside the Basic Multilingual Plane meets one at
     * its end.
     */
    public static int compareAsUtf8(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            if (one.charAt(i) != other.charAt(i)) {
                return weight(one.charAt(i)) - weight(other.charAt(i));
            }
        }
        return one.length() - other.length();
    }

    /** Lifts surrogates, which stand for what comes last, above all other characters. */
    private static int weight(char c) {
        return c >= FIRST_SURROGATE && c < FIRST_AFTER_SURROGATES ? c + 0x10000 : c;
    }
}
