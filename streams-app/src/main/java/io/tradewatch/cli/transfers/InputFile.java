package io.tradewatch.cli.transfers;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The content of a file, which is unpacked if it is compressed with gzip, whatever its name. */
final class InputFile extends FilterInputStream {
    private static final int BUFFER = 1 << 16;
    private static final int MARK_OF_GZIP = 0x1F8B;

    private final Counting file;

    private InputFile(Counting file, InputStream content) {
        super(content);
        this.file = file;
    }

    /** Opens a file. */
    static InputFile open(Path path) throws IOException {
        Counting file = new Counting(Files.newInputStream(path));
        try {
            BufferedInputStream buffered = new BufferedInputStream(file, BUFFER);
            byte[] start = peek(buffered, 2);
            boolean isPacked = start.length == 2 && (((start[0] & 0xFF) << 8) | (start[1] & 0xFF)) == MARK_OF_GZIP;
            return new InputFile(
                    file, isPacked ? new BufferedInputStream(new GZIPInputStream(buffered, BUFFER), BUFFER) : buffered);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** The first bytes of a stream that can be reset; fewer if it is shorter. */
    static byte[] peek(BufferedInputStream in, int most) throws IOException {
        in.mark(most);
        byte[] start = in.readNBytes(most);
        in.reset();
        return start;
    }

    /** The first bytes of the content; fewer if it is shorter. */
    byte[] peek(int most) throws IOException {
        return peek((BufferedInputStream) in, most);
    }

    /** The text that the content begins with, if it is UTF-8, without a byte order mark and blanks; cut off anywhere. */
    String beginning(int mostBytes) throws IOException {
        return new String(peek(mostBytes), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .strip();
    }

    /** Number of bytes read from the file itself. */
    long bytesRead() {
        return file.count;
    }

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
