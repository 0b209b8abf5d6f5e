package io.tradewatch.codec;

import io.tradewatch.avro.Violation;
import java.io.IOException;
import java.io.Writer;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The format in which every command writes violations into files: one JSON object per line, in a fixed order, so that
 * two runs over the same input give the same bytes.
 */
public final class ViolationFile {
    /** The order by transferId, itemNumber, measureId, sequence. Texts are ordered by their UTF-8 bytes. */
    public static final Comparator<Violation> ORDER = Comparator.comparing(
                    Violation::getTransferId, ViolationFile::compareAsUtf8)
            .thenComparingInt(Violation::getItemNumber)
            .thenComparing(Violation::getMeasureId, ViolationFile::compareAsUtf8)
            .thenComparingInt(Violation::getSequence);

    private static final int FIRST_SURROGATE = 0xD800;
    private static final int FIRST_AFTER_SURROGATES = 0xE000;

    private ViolationFile() {}

    /** Sorts violations and writes each on its own line. */
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
     * Compares texts by their UTF-8 bytes, the order of stores and of {@code LC_ALL=C sort}. It differs from
     * {@link String#compareTo} only when a character outside the Basic Multilingual Plane is compared with one at the
     * end of it.
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

    /** Orders surrogates after all other characters: they encode the highest code points. */
    private static int weight(char c) {
        return c >= FIRST_SURROGATE && c < FIRST_AFTER_SURROGATES ? c + 0x10000 : c;
    }
}
