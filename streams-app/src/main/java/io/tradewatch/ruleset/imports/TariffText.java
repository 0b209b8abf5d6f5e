package io.tradewatch.ruleset.imports;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * The text of a data file, in its character set: the given one, or the one of the byte order mark, or UTF-16 when every
 * other of the first bytes is zero, or UTF-8. Invalid bytes are an error and are not replaced.
 */
final class TariffText implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final int START = 4;
    private static final int BEGINNING = 4096;
    private static final byte[] START_OF_ZIP = {'P', 'K', 3, 4};
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Reader reader;
    private final Charset charset;

    private TariffText(Reader reader, Charset charset) {
        this.reader = reader;
        this.charset = charset;
    }

    /**
     * Opens a file.
     *
     * @param given the character set; empty means that the file decides
     * @throws MeasureImportException when there is no such file, or it is no text
     */
    static TariffText open(Path file, Optional<Charset> given) throws IOException {
        BufferedInputStream in = new BufferedInputStream(stream(file), BUFFER);
        in.mark(BEGINNING);
        byte[] beginning = in.readNBytes(BEGINNING);
        byte[] start = Arrays.copyOf(beginning, Math.min(beginning.length, START));
        in.reset();
        if (Arrays.equals(start, START_OF_ZIP)) {
            in.close();
            throw new MeasureImportException(
                    file + " is an Excel or ZIP file", "Unpack it, or save its sheet as CSV in UTF-8.");
        }
        Charset charset = given.orElseGet(() -> charsetOf(start));
        if (!hasWideCharacters(charset) && hasZero(beginning)) {
            in.close();
            throw noText(file);
        }
        in.skipNBytes(lengthOfMark(start, charset));
        Reader reader = new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return new TariffText(reader, charset);
    }

    /** The file is of another kind. */
    static MeasureImportException noText(Path file) {
        return new MeasureImportException(
                file + " is no text", "Name the CSV file of the tariff's measures, or download it again.");
    }

    private static boolean hasZero(byte[] bytes) {
        for (byte each : bytes) {
            if (each == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether text in this character set may have bytes that are zero. */
    private static boolean hasWideCharacters(Charset charset) {
        return charset.name().startsWith("UTF-16") || charset.name().startsWith("UTF-32");
    }

    private static InputStream stream(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new MeasureImportException(file + " is a folder", "Name the CSV file of the tariff's measures.");
        }
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw new MeasureImportException(
                    file + " does not exist", "Name the CSV file of the tariff's measures.", e);
        }
    }

    private static Charset charsetOf(byte[] start) {
        if (begins(start, 0xFF, 0xFE) || (start.length == START && start[1] == 0 && start[3] == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        if (begins(start, 0xFE, 0xFF) || (start.length == START && start[0] == 0 && start[2] == 0)) {
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }

    private static int lengthOfMark(byte[] start, Charset charset) {
        byte[] mark = BYTE_ORDER_MARK.getBytes(charset);
        return start.length >= mark.length && Arrays.equals(start, 0, mark.length, mark, 0, mark.length)
                ? mark.length
                : 0;
    }

    private static boolean begins(byte[] start, int first, int second) {
        return start.length >= 2 && (start[0] & 0xFF) == first && (start[1] & 0xFF) == second;
    }

    /** The text after the byte order mark. */
    Reader reader() {
        return reader;
    }

    Charset charset() {
        return charset;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
