package io.tradewatch.cli.transfers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Converts text in any character set to UTF-8, for character sets whose line ends are not single bytes. A replacement
 * character replaces undecodable input.
 */
final class Utf8InputStream extends InputStream {
    private static final int CHUNK = 8192;

    private final Reader reader;
    private final char[] chars = new char[CHUNK];
    private InputStream ready = InputStream.nullInputStream();
    private int heldOver;

    Utf8InputStream(InputStream in, Charset charset) {
        this.reader = new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE));
    }

    @Override
    public int read() throws IOException {
        int one = ready.read();
        while (one < 0 && fill()) {
            one = ready.read();
        }
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = ready.read(into, offset, length);
        while (count < 0 && fill()) {
            count = ready.read(into, offset, length);
        }
        return count;
    }

    /** Encodes the next characters. The first half of a surrogate pair waits for the second half. */
    private boolean fill() throws IOException {
        int count = reader.read(chars, heldOver, CHUNK - heldOver);
        if (count < 0) {
            return false;
        }
        int end = heldOver + count;
        heldOver = Character.isHighSurrogate(chars[end - 1]) ? 1 : 0;
        ready = new ByteArrayInputStream(new String(chars, 0, end - heldOver).getBytes(StandardCharsets.UTF_8));
        chars[0] = chars[end - 1];
        return true;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
