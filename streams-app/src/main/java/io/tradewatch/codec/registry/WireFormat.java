package io.tradewatch.codec.registry;

import static io.tradewatch.codec.registry.StructuralDefect.Reason.NULL_VALUE;
import static io.tradewatch.codec.registry.StructuralDefect.Reason.UNDECODABLE;
import static io.tradewatch.codec.registry.StructuralDefect.Reason.UNKNOWN_SCHEMA;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Finds the schema that a record's value was written with. Confluent's serializers have two forms: a zero byte and the
 * schema's id in four bytes before the Avro data, or the record's header {@value #ID_HEADER} and only Avro data. The
 * header holds a zero byte and the id, or a byte 1 and the schema's GUID in 16 bytes. A header in one of these forms
 * takes precedence over the value's first bytes; a header in any other form is ignored. Other formats are recognized
 * only for the error message.
 */
public final class WireFormat {
    static final byte MAGIC = 0;
    public static final int HEADER_BYTES = 5;
    /** The record header that may hold the schema's id or GUID. */
    static final String ID_HEADER = "__value_schema_id";

    private static final byte GUID_MAGIC = 1;
    private static final int GUID_HEADER_BYTES = 17;
    private static final int LONG_ID_BYTES = 9;
    private static final int SHOWN_BYTES = 32;
    private static final String USE_PREFIX = "set the producer's value.schema.id.serializer to"
            + " io.confluent.kafka.serializers.schema.id.PrefixSchemaIdSerializer";
    private static final List<String> APICURIO_HEADERS = List.of("apicurio.value.globalId", "apicurio.value.contentId");

    private WireFormat() {}

    /** Whether a value begins with a zero byte and an id. */
    public static boolean isThere(byte @Nullable [] value) {
        return value != null && value.length >= HEADER_BYTES && value[0] == MAGIC;
    }

    /** Returns the id after the zero byte at the beginning. */
    public static int idIn(byte[] bytes) {
        return ((bytes[1] & 0xFF) << 24) | ((bytes[2] & 0xFF) << 16) | ((bytes[3] & 0xFF) << 8) | (bytes[4] & 0xFF);
    }

    /** Returns the record's header for the schema; null when there is no header, or one in another form. */
    public static byte @Nullable [] idHeader(Headers headers) {
        byte[] bytes = anyIdHeader(headers);
        boolean isId = bytes != null && bytes.length == HEADER_BYTES && bytes[0] == MAGIC;
        boolean isGuid = bytes != null && bytes.length == GUID_HEADER_BYTES && bytes[0] == GUID_MAGIC;
        return isId || isGuid ? bytes : null;
    }

    /** Whether a record's value can be read only together with its headers, because one of them names the schema. */
    public static boolean needsHeaders(Headers headers) {
        return idHeader(headers) != null;
    }

    private static byte @Nullable [] anyIdHeader(Headers headers) {
        Header header = headers.lastHeader(ID_HEADER);
        return header == null ? null : header.value();
    }

    /** Whether a record's header in a known form holds a GUID instead of an id. */
    public static boolean isGuid(byte[] idHeader) {
        return idHeader[0] == GUID_MAGIC;
    }

    /** Returns the GUID in a record's header that holds one. */
    public static UUID guidIn(byte[] idHeader) {
        ByteBuffer guid = ByteBuffer.wrap(idHeader, 1, Long.BYTES * 2);
        return new UUID(guid.getLong(), guid.getLong());
    }

    /** Describes, for a dead letter, a GUID without a schema. */
    public static String unknownGuid(UUID guid, String why) {
        return "the header " + ID_HEADER + " holds the schema GUID " + guid + ", " + why + "; " + USE_PREFIX;
    }

    /** Returns the schema's id from the first bytes of a value. */
    public static int schemaId(byte @Nullable [] value, Headers headers) throws DefectFound {
        if (value == null) {
            throw new DefectFound(NULL_VALUE, "the record has no value");
        }
        if (!isThere(value)) {
            throw new DefectFound(
                    UNDECODABLE,
                    "the value is " + value.length + " bytes that begin with '"
                            + HexFormat.of().formatHex(value, 0, Math.min(value.length, HEADER_BYTES))
                            + "', expected 00 and a schema id of four bytes" + likely(value, headers));
        }
        int id = idIn(value);
        if (id < 1) {
            String longId = id == 0 && value.length >= LONG_ID_BYTES
                    ? "; the value looks as if its id had 8 bytes, as in Apicurio's own format: set the producer to ids of"
                            + " 4 bytes in Confluent's format (ENABLE_CONFLUENT_ID_HANDLER,"
                            + " apicurio.registry.as-confluent)"
                    : "";
            throw new DefectFound(UNKNOWN_SCHEMA, impossible(id) + longId + likelyByHeaders(headers));
        }
        return id;
    }

    /** Describes, for a dead letter, an id that no schema can have; this process uses such ids for GUIDs. */
    public static String impossible(int id) {
        return "schema id " + id + " cannot be, expected 1 or more";
    }

    private static String likely(byte[] value, Headers headers) {
        String byHeaders = likelyByHeaders(headers);
        if (!byHeaders.isEmpty()) {
            return byHeaders;
        }
        if (startsWith(value, 'O', 'b', 'j', 1)) {
            return "; this is an Avro object container file: send one Avro value in each record";
        }
        if (startsWith(value, 0xC3, 1)) {
            return "; this is Avro's single-object encoding: use the registry's serializer";
        }
        if (startsWith(value, '{') || startsWith(value, '[')) {
            return "; this looks like JSON: use the registry's Avro serializer, or tradewatch transfers publish";
        }
        return "";
    }

    private static String likelyByHeaders(Headers headers) {
        byte[] idHeader = anyIdHeader(headers);
        if (idHeader != null && idHeader(headers) == null) {
            return "; the header " + ID_HEADER + " holds " + idHeader.length + " bytes that begin with '"
                    + HexFormat.of().formatHex(idHeader, 0, Math.min(idHeader.length, SHOWN_BYTES))
                    + "', expected 00 and an id of 4 bytes, or 01 and a GUID of 16";
        }
        for (String name : APICURIO_HEADERS) {
            if (headers.lastHeader(name) != null) {
                return "; the header " + name
                        + " is there, in which Apicurio's serializer keeps the schema's id: set the"
                        + " producer's apicurio.registry.headers.enabled to false";
            }
        }
        return "";
    }

    private static boolean startsWith(byte[] value, int... bytes) {
        if (value.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (value[i] != (byte) bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
