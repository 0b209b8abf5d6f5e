package io.tradewatch.replay;

import io.tradewatch.avro.Violation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Row keys in the order of output: their bytes compare in the same way as transferId, itemNumber and measureId. */
final class SortKey {
    private static final int END = 0;
    private static final int ZERO_WITHIN = 0xFF;

    private SortKey() {}

    static byte[] of(Violation violation) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        write(violation.getTransferId(), key);
        // The inverted sign bit sorts negative numbers before the others.
        key.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt(violation.getItemNumber() ^ Integer.MIN_VALUE)
                .array());
        write(violation.getMeasureId(), key);
        return key.toByteArray();
    }

    /** Writes a text so that it sorts before every longer text that starts with it. */
    private static void write(String text, ByteArrayOutputStream key) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            key.write(b);
            if (b == 0) {
                key.write(ZERO_WITHIN);
            }
        }
        key.write(END);
        key.write(END);
    }
}
