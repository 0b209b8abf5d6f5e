package io.tradewatch.records;

import static io.tradewatch.records.StructuralDefect.Reason.NULL_VALUE;
import static io.tradewatch.records.StructuralDefect.Reason.UNDECODABLE;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The header that Confluent's serializers put before Avro: a zero, then the schema's id in four bytes. */
final class WireFormat {
    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 5;

    private WireFormat() {}

    /** Whether a value begins with such a header. */
    static boolean isThere(byte @Nullable [] value) {
        return value != null && value.length >= HEADER_BYTES && value[0] == MAGIC;
    }

    /** The id in the header of a value that has one. */
    static int idIn(byte[] value) {
        return ((value[1] & 0xFF) << 24) | ((value[2] & 0xFF) << 16) | ((value[3] & 0xFF) << 8) | (value[4] & 0xFF);
    }

    /** The id of the schema that a value was written with. */
    static int schemaId(byte @Nullable [] value) throws DefectFound {
        if (value == null) {
            throw new DefectFound(NULL_VALUE, "the record has no value");
        }
        if (!isThere(value)) {
            throw new DefectFound(
                    UNDECODABLE,
                    "the value is " + value.length + " bytes that begin with '"
                            + HexFormat.of().formatHex(value, 0, Math.min(value.length, HEADER_BYTES))
                            + "', expected 00 and a schema id of four bytes");
        }
        return idIn(value);
    }
}
