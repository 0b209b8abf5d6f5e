package io.tradewatch.cli.transfers;

import io.tradewatch.mapping.MappingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The size of a workbook once it is unpacked. It is measured before the workbook is read, because a small file can unpack to
 * more than the memory holds, and what it says about itself need not be true.
 *
 * @param rows number of rows in all sheets
 */
record WorkbookSize(long rows) {
    /** Parts of a workbook that are smaller than this are not suspicious; in bytes. */
    private static final long SMALL = 16L << 20;
    /** A sheet of ten columns shrinks to a tenth or less, and not to a hundredth. */
    private static final int MOST_SHRUNK = 100;
    /** The texts of a workbook are held in memory; in bytes. */
    private static final long MOST_TEXTS = 128L << 20;

    private static final byte[] ROW = "<row".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 1 << 16;

    /** @throws MappingException when it is no archive, or too large */
    static WorkbookSize of(Path file) throws IOException, MappingException {
        long rows = 0;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            if (zip.getEntry("[Content_Types].xml") == null) {
                throw new MappingException(file + " is an archive and no workbook; unpack it first");
            }
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                try (InputStream in = zip.getInputStream(entry)) {
                    rows += rowsIn(in, entry, file);
                }
            }
        } catch (ZipException e) {
            throw new MappingException(file + " is a workbook that is cut off or damaged: " + e.getMessage());
        }
        return new WorkbookSize(rows);
    }

    private static long rowsIn(InputStream in, ZipEntry entry, Path file) throws IOException, MappingException {
        boolean isSheet = entry.getName().startsWith("xl/worksheets/");
        long most = entry.getName().endsWith("sharedStrings.xml") ? MOST_TEXTS : Long.MAX_VALUE;
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        long rows = 0;
        int matched = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            size += read;
            if (size > most || (size > SMALL && size / MOST_SHRUNK > entry.getCompressedSize())) {
                throw new MappingException(file + " unpacks to more than " + (size >> 20) + " MB of " + entry.getName()
                        + ", which no table does; save the sheet as CSV");
            }
            for (int each = 0; isSheet && each < read; each++) {
                matched = buffer[each] == ROW[matched] ? matched + 1 : buffer[each] == ROW[0] ? 1 : 0;
                if (matched == ROW.length) {
                    rows++;
                    matched = 0;
                }
            }
        }
        return rows;
    }
}
