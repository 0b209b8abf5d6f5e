package io.tradewatch.codec.text;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads files that are held in memory as a whole: settings, mappings, measures, reference tables. Each kind has a size
 * limit far above the size of real files. A larger file is most likely of another kind, and is rejected before it is
 * read to its end. Files of transfers are read row by row and have no limit.
 */
public final class BoundedFile {
    /** The largest file in YAML or JSON, in bytes. */
    public static final int MOST_OF_DOCUMENT = 3 << 20;
    /** The largest reference table, in bytes; the largest known table, UN/LOCODE, has 8 MB. */
    public static final int MOST_OF_TABLE = 64 << 20;

    private BoundedFile() {}

    /** A file, or a part of it, exceeds the limit for its kind. */
    public static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int line;

        TooLargeException(int line, String message) {
            super(message);
            this.line = line;
        }

        /** The line that is too long, from 1; 0 when the whole file is too large. */
        public int line() {
            return line;
        }
    }

    /**
     * A file's bytes.
     *
     * @param mostBytes how many there may be
     * @throws TooLargeException when there are more; the message must follow the file's name
     */
    public static byte[] read(Path file, int mostBytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(mostBytes + 1);
            if (bytes.length > mostBytes) {
                throw new TooLargeException(0, "has more than " + (mostBytes >> 20) + " MB, the most that is read");
            }
            return bytes;
        }
    }

    /**
     * A file's text.
     *
     * @param mostBytes how many bytes there may be
     * @throws TooLargeException when there are more; the message must follow the file's name
     * @throws CharacterCodingException when it is not UTF-8
     */
    public static String readText(Path file, int mostBytes) throws IOException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(read(file, mostBytes)))
                .toString();
    }
}
