package io.tradewatch.cli.transfers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/**
 * Splits a file into lines of bytes, so that the bytes of a row with unreadable text are still available. Lines end with LF
 * or CRLF; in a file that begins without either, with CR.
 */
final class ByteLines implements Closeable {
    /** Larger than any transfer that Kafka accepts. It bounds the memory for a file without line ends. */
    static final int MAX_LINE = 8 * 1024 * 1024;

    private static final int LONGEST_MARK = 4;
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte lineEnd;
    private final Charset charset;
    private final boolean isMarked;
    private final Deque<Line> pushedBack = new ArrayDeque<>();
    private long number;

    /** A line as text, or the reason why it cannot be decoded. */
    sealed interface Text {
        record Decoded(String text) implements Text {}

        record Unreadable(String why) implements Text {}
    }

    /** A byte order mark, and the character set that it indicates. */
    private enum Mark {
        UTF_32LE("UTF-32LE", 0xFF, 0xFE, 0, 0),
        UTF_32BE("UTF-32BE", 0, 0, 0xFE, 0xFF),
        UTF_8("UTF-8", 0xEF, 0xBB, 0xBF),
        UTF_16LE("UTF-16LE", 0xFF, 0xFE),
        UTF_16BE("UTF-16BE", 0xFE, 0xFF);

        private final String charset;
        private final byte[] bytes;

        Mark(String charset, int... bytes) {
            this.charset = charset;
            this.bytes = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                this.bytes[i] = (byte) bytes[i];
            }
        }

        private boolean begins(byte[] start) {
            return start.length >= bytes.length && Arrays.equals(start, 0, bytes.length, bytes, 0, bytes.length);
        }
    }

    /**
     * A line.
     *
     * @param number counted from 1
     * @param bytes without the line's end; cut off at {@value #MAX_LINE} bytes
     * @param cut whether it was cut off
     * @param charset the character set of the bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // The bytes are never compared.
    record Line(long number, byte[] bytes, boolean cut, Charset charset) {
        boolean isBlank() {
            for (byte one : bytes) {
                if (one != ' ' && one != '\t') {
                    return false;
                }
            }
            return true;
        }

        Text text() {
            if (cut) {
                return new Text.Unreadable("the line is longer than " + MAX_LINE + " bytes");
            }
            CharsetDecoder decoder = charset.newDecoder();
            ByteBuffer from = ByteBuffer.wrap(bytes);
            CharBuffer to = CharBuffer.allocate((int) (bytes.length * (double) decoder.maxCharsPerByte()) + 1);
            CoderResult result = decoder.decode(from, to, true);
            if (!result.isError()) {
                result = decoder.flush(to);
            }
            if (result.isError()) {
                return new Text.Unreadable(String.format(
                        "the line is not %s: its byte %d is 0x%02X",
                        charset.name(), from.position() + 1, bytes[from.position()]));
            }
            return new Text.Decoded(to.flip().toString());
        }
    }

    /**
     * Reads lines.
     *
     * @param charset the character set of the file, unless a byte order mark indicates another
     */
    ByteLines(InputStream in, Charset charset) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
        byte[] start = InputFile.peek(buffered, LONGEST_MARK);
        Optional<Mark> mark = markOf(start);
        if (mark.isPresent()) {
            buffered.skipNBytes(mark.get().bytes.length);
        }
        Charset written = mark.map(found -> Charset.forName(found.charset)).orElse(charset);
        boolean hasLineEndsOfOneByte = Arrays.equals("\n".getBytes(written), new byte[] {'\n'});
        BufferedInputStream text = hasLineEndsOfOneByte
                ? buffered
                : new BufferedInputStream(new Utf8InputStream(buffered, written), BUFFER);
        this.in = text;
        this.lineEnd = lineEnd(InputFile.peek(text, BUFFER));
        this.charset = hasLineEndsOfOneByte ? written : StandardCharsets.UTF_8;
        this.isMarked = mark.isPresent() || !hasLineEndsOfOneByte;
    }

    /** Whether a content begins with a byte order mark. */
    static boolean hasMark(byte[] beginning) {
        return markOf(beginning).isPresent();
    }

    private static Optional<Mark> markOf(byte[] beginning) {
        return Arrays.stream(Mark.values())
                .filter(each -> each.begins(beginning))
                .findFirst();
    }

    /** A return counts as a line's end only if the beginning of the file has no other. */
    private static byte lineEnd(byte[] beginning) {
        boolean hasReturn = false;
        for (int each = 0; each < beginning.length; each++) {
            if (beginning[each] == '\n') {
                return '\n';
            }
            hasReturn |= beginning[each] == '\r' && each < BUFFER - 1;
        }
        return (byte) (hasReturn ? '\r' : '\n');
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
        for (; one >= 0 && one != lineEnd; one = in.read()) {
            if (line.size() < MAX_LINE) {
                line.write(one);
            } else {
                cut = true;
            }
        }
        number++;
        return Optional.of(new Line(number, withoutReturn(line.toByteArray()), cut, charset));
    }

    /** Pushes a line back, so that it is the next one again. */
    void pushBack(Line line) {
        pushedBack.push(line);
    }

    /** The byte order mark for a copy of the lines, so that it is read in the same character set. */
    byte[] mark() {
        return isMarked ? Mark.UTF_8.bytes.clone() : new byte[0];
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static byte[] withoutReturn(byte[] line) {
        return line.length > 0 && line[line.length - 1] == '\r' ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
