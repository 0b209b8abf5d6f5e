package io.tradewatch.cli.transfers;

import io.tradewatch.records.Outcome;
import io.tradewatch.records.StructuralDefect;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/** Splits a file into lines of bytes, so that a row that cannot be read as text is still there to be looked at. */
final class ByteLines implements Closeable {
    /** Longer than any transfer that Kafka takes. A file without line ends must not fill the memory. */
    static final int MAX_LINE = 8 * 1024 * 1024;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final Deque<Line> pushedBack = new ArrayDeque<>();
    private long number;
    private long bytesRead;

    /**
     * A line.
     *
     * @param number counted from 1
     * @param bytes without the line's end; cut off at {@value #MAX_LINE} bytes
     * @param cut whether it was cut off
     */
    @SuppressWarnings("ArrayRecordComponent") // Carried along, never compared.
    record Line(long number, byte[] bytes, boolean cut) {
        boolean isBlank() {
            for (byte one : bytes) {
                if (one != ' ' && one != '\t') {
                    return false;
                }
            }
            return true;
        }

        /** The line as text, or why it is none. */
        Outcome<String> text() {
            if (cut) {
                return Outcome.defect(
                        StructuralDefect.Reason.MALFORMED_JSON, "the line is longer than " + MAX_LINE + " bytes");
            }
            try {
                return Outcome.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString());
            } catch (CharacterCodingException e) {
                return Outcome.defect(StructuralDefect.Reason.MALFORMED_JSON, "the line is not UTF-8");
            }
        }
    }

    ByteLines(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    Optional<Line> next() throws IOException {
        if (!pushedBack.isEmpty()) {
            return Optional.of(pushedBack.pop());
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        int one = in.read();
        if (one < 0) {
            return Optional.empty();
        }
        boolean cut = false;
        for (; one >= 0 && one != '\n'; one = in.read()) {
            bytesRead++;
            if (line.size() < MAX_LINE) {
                line.write(one);
            } else {
                cut = true;
            }
        }
        bytesRead++;
        number++;
        return Optional.of(new Line(number, trimmed(line.toByteArray()), cut));
    }

    /** Gives a line back: it is the next one again. */
    void pushBack(Line line) {
        pushedBack.push(line);
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private byte[] trimmed(byte[] line) {
        int from = number == 1 && startsWithMark(line) ? BYTE_ORDER_MARK.length : 0;
        int to = line.length > from && line[line.length - 1] == '\r' ? line.length - 1 : line.length;
        return Arrays.copyOfRange(line, from, to);
    }

    private static boolean startsWithMark(byte[] line) {
        return line.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(line, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }
}
