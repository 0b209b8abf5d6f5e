package io.tradewatch.replay;

import io.tradewatch.avro.Violation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Keys of rows in the order of output: bytes that compare as transferId, itemNumber and measureId do. */
final class SortKey {
    private static final int END = 0;
    private static final int ZERO_WITHIN = 0xFF;

    private SortKey() {}

    static byte[] of(Violation violation) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        write(violation.getTransferId(), key);
        // With the sign turned over, negative numbers come before others.
        key.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .putInt(violation.getItemNumber() ^ Integer.MIN_VALUE)
                .array());
        write(violation.getMeasureId(), key);
        return key.toByteArray();
    }

    /** A text ends before whatever it is the beginning of. */
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
