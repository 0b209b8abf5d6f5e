package io.tradewatch.server.api;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the heap size of a decoded record. The estimate is rather too high than too low, because it bounds what is kept.
 */
final class HeapWeight {
    private static final long OBJECT = 24;
    private static final long REFERENCE = 8;
    private static final long STRING = 56;
    private static final long DECIMAL = 96;
    private static final int BITS = 8;

    private HeapWeight() {}

    /**
     * The size in bytes of a value and of all that it refers to.
     *
     * @param value a value of Avro's specific or generic model; null where a field is absent
     */
    static long of(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof CharSequence text) {
            return STRING + 2L * text.length();
        }
        if (value instanceof IndexedRecord record) {
            return ofRecord(record);
        }
        if (value instanceof Collection<?> collection) {
            return OBJECT
                    + collection.stream()
                            .mapToLong(each -> REFERENCE + of(each))
                            .sum();
        }
        if (value instanceof Map<?, ?> map) {
            return OBJECT
                    + map.entrySet().stream()
                            .mapToLong(each -> OBJECT + of(each.getKey()) + of(each.getValue()))
                            .sum();
        }
        if (value instanceof BigDecimal number) {
            return DECIMAL + number.unscaledValue().bitLength() / BITS;
        }
        return value instanceof ByteBuffer bytes ? OBJECT + bytes.capacity() : OBJECT;
    }

    private static long ofRecord(IndexedRecord record) {
        int fields = record.getSchema().getFields().size();
        long bytes = OBJECT;
        for (int field = 0; field < fields; field++) {
            bytes += REFERENCE + of(record.get(field));
        }
        return bytes;
    }
}
