package io.tradewatch.cli.transfers;

import io.tradewatch.avro.Transfer;
import io.tradewatch.records.AvroJson;
import io.tradewatch.records.Outcome;
import io.tradewatch.records.TransferMapping;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file of transfers, row by row. Blank lines are skipped; nothing else is.
 *
 * <pre>{@code
 * try (TransferFile rows = TransferFile.jsonLines(path)) {
 *     while (rows.hasNext()) {
 *         switch (rows.next()) { … }
 *     }
 * }
 * }</pre>
 *
 * <p>Threading notes: for one thread. Reading fails with {@link UncheckedIOException}.
 */
public final class TransferFile implements Iterator<TransferRow>, Closeable {
    private final ByteLines lines;
    private final RowReader reader;
    private @Nullable TransferRow next;

    /** Reads the row that begins with a line, and further lines if it needs them. */
    @FunctionalInterface
    interface RowReader {
        TransferRow read(ByteLines.Line first, ByteLines lines) throws IOException;
    }

    private TransferFile(ByteLines lines, RowReader reader) {
        this.lines = lines;
        this.reader = reader;
    }

    /** Reads one JSON object a line. */
    public static TransferFile jsonLines(Path file) throws IOException {
        return jsonLines(Files.newInputStream(file));
    }

    /** Reads one JSON object a line. */
    public static TransferFile jsonLines(InputStream in) {
        return new TransferFile(new ByteLines(in), (line, lines) -> json(line));
    }

    /**
     * Reads CSV whose columns the mapping names. Its first line holds the columns' names.
     *
     * @throws MappingException when the mapping names a column that the file does not have
     */
    public static TransferFile csv(Path file, CsvMapping mapping) throws IOException, MappingException {
        ByteLines lines = new ByteLines(Files.newInputStream(file));
        try {
            return new TransferFile(lines, CsvRows.afterHeader(lines, mapping));
        } catch (MappingException | IOException e) {
            lines.close();
            throw e;
        }
    }

    /** How many bytes of the file have been read. */
    public long bytesRead() {
        return lines.bytesRead();
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null) {
                Optional<ByteLines.Line> line = lines.next();
                if (line.isEmpty()) {
                    return false;
                }
                if (!line.get().isBlank()) {
                    next = reader.read(line.get(), lines);
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public TransferRow next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("the file has no more rows");
        }
        TransferRow row = next;
        next = null;
        return row;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private static TransferRow json(ByteLines.Line line) {
        Outcome<String> text = line.text();
        if (text instanceof Outcome.Defective<String> defective) {
            return new TransferRow.Bad(line.number(), line.bytes(), Optional.empty(), defective.defect());
        }
        return row(line.number(), line.bytes(), AvroJson.read(text.orElseThrow(), Transfer.class));
    }

    /** A row is good when its transfer can be read and screened. */
    static TransferRow row(long line, byte[] raw, Outcome<Transfer> read) {
        if (read instanceof Outcome.Defective<Transfer> defective) {
            return new TransferRow.Bad(line, raw, Optional.empty(), defective.defect());
        }
        Transfer transfer = read.orElseThrow();
        Outcome<io.tradewatch.screening.Transfer> mapped = TransferMapping.toScreening(transfer);
        return mapped instanceof Outcome.Defective<io.tradewatch.screening.Transfer> unscreenable
                ? new TransferRow.Bad(line, raw, Optional.of(transfer), unscreenable.defect())
                : new TransferRow.Good(line, transfer, mapped.orElseThrow());
    }
}
