package io.tradewatch.records;

import static io.tradewatch.records.StructuralDefect.Reason.NULL_VALUE;
import static io.tradewatch.records.StructuralDefect.Reason.UNDECODABLE;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The header that Confluent's serializers put before Avro: a zero, then the schema's id in four bytes. */
final class WireFormat {
    static final byte MAGIC = 0;
    static final int HEADER_BYTES = 5;

    private WireFormat() {}

    /** The id of the schema that a value was written with. */
    static int schemaId(byte @Nullable [] value) throws DefectFound {
        if (value == null) {
            throw new DefectFound(NULL_VALUE, "the record has no value");
        }
        if (value.length < HEADER_BYTES || value[0] != MAGIC) {
            throw new DefectFound(
                    UNDECODABLE,
                    "the value is " + value.length + " bytes that begin with '"
                            + HexFormat.of().formatHex(value, 0, Math.min(value.length, HEADER_BYTES))
                            + "', expected 00 and a schema id of four bytes");
        }
        return ByteBuffer.wrap(value).getInt(1);
    }
}
