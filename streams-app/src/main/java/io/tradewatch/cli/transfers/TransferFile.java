package io.tradewatch.cli.transfers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.TransferJson;
import io.tradewatch.codec.TransferMapping;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file of transfers, row by row. Only blank lines are skipped. Every row belongs to a transfer or is reported as a bad
 * row.
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
    private final byte[] preamble;
    private final RowReader reader;
    private final Deque<TransferRow> ready = new ArrayDeque<>();
    private boolean isFinished;

    /** Reads the row that begins with a line, and further lines if necessary. */
    interface RowReader {
        /** Passes on the results that are complete with this row; there may be none yet. */
        void read(ByteLines.Line first, ByteLines lines, Consumer<TransferRow> out) throws IOException;

        /** Passes on the remaining results at the end of the file. */
        default void finish(Consumer<TransferRow> out) {}
    }

    private TransferFile(ByteLines lines, byte[] preamble, RowReader reader) {
        this.lines = lines;
        this.preamble = preamble;
        this.reader = reader;
    }

    /** Reads one JSON object per line. */
    public static TransferFile jsonLines(Path file) throws IOException {
        return jsonLines(Files.newInputStream(file));
    }

    /** Reads one JSON object per line. */
    public static TransferFile jsonLines(InputStream in) throws IOException {
        ByteLines lines = new ByteLines(in, StandardCharsets.UTF_8);
        return new TransferFile(lines, lines.mark(), (line, rest, out) -> json(line, out));
    }

    /**
     * Reads CSV with the columns of the mapping. The first line contains the columns' names. With grouped rows, the file is
     * read twice.
     *
     * @throws MappingException when the mapping names a column that the file does not have
     */
    public static TransferFile csv(Path file, CsvMapping mapping) throws IOException, MappingException {
        ByteLines lines = new ByteLines(Files.newInputStream(file), mapping.charset());
        try {
            CsvReader reader = new CsvReader(lines, mapping.delimiter());
            mapping.requireColumns(reader.columns());
            ByteArrayOutputStream preamble = new ByteArrayOutputStream();
            preamble.writeBytes(lines.mark());
            preamble.writeBytes(reader.header());
            preamble.write('\n');
            return new TransferFile(lines, preamble.toByteArray(), rows(file, mapping, reader));
        } catch (MappingException | IOException e) {
            lines.close();
            throw e;
        }
    }

    private static CsvRows rows(Path file, CsvMapping mapping, CsvReader reader) throws IOException, MappingException {
        if (!mapping.isGrouped()) {
            return CsvRows.single(reader, mapping);
        }
        try (ByteLines counted = new ByteLines(Files.newInputStream(file), mapping.charset())) {
            return CsvRows.grouped(reader, mapping, counted);
        }
    }

    /** Number of bytes read from the file. */
    public long bytesRead() {
        return lines.bytesRead();
    }

    /** The header line, for a file with some of these rows, so that it is read in the same way. */
    public byte[] preamble() {
        return preamble.clone();
    }

    @Override
    public boolean hasNext() {
        try {
            while (ready.isEmpty() && !isFinished) {
                Optional<ByteLines.Line> line = lines.next();
                if (line.isEmpty()) {
                    isFinished = true;
                    reader.finish(ready::add);
                } else if (!line.get().isBlank()) {
                    reader.read(line.get(), lines, ready::add);
                }
            }
            return !ready.isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public TransferRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the file has no more rows");
        }
        return ready.remove();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private static void json(ByteLines.Line line, Consumer<TransferRow> out) {
        TransferRow.Source source = new TransferRow.Source(line.number(), line.bytes());
        if (line.text() instanceof ByteLines.Text.Decoded text) {
            rows(TransferJson.read(text.text()), List.of(), List.of(source)).forEach(out);
        } else if (line.text() instanceof ByteLines.Text.Unreadable unreadable) {
            out.accept(bad(
                    source,
                    Optional.empty(),
                    new StructuralDefect(StructuralDefect.Reason.MALFORMED_JSON, unreadable.why())));
        }
    }

    /** The transfer in rows of CSV, or the reason why each of them is unusable. */
    static List<TransferRow> transfer(
            ObjectNode transfer, List<TransferRow.Note> notes, List<TransferRow.Source> sources) {
        return rows(TransferJson.read(transfer), notes, sources);
    }

    /** A row is good when its transfer can be read and screened. */
    private static List<TransferRow> rows(
            DecodeResult<TransferJson.Read> outcome, List<TransferRow.Note> notes, List<TransferRow.Source> sources) {
        if (outcome instanceof DecodeResult.Defective<TransferJson.Read> defective) {
            return bad(sources, Optional.empty(), defective.defect());
        }
        TransferJson.Read read = outcome.orElseThrow();
        numberTheOnlyItem(read.transfer());
        DecodeResult<io.tradewatch.engine.model.Transfer> mapped = TransferMapping.toScreening(read.transfer());
        if (mapped instanceof DecodeResult.Defective<io.tradewatch.engine.model.Transfer> unscreenable) {
            return bad(sources, Optional.of(read.transfer()), unscreenable.defect());
        }
        long line = sources.get(0).line();
        List<TransferRow.Note> all = new ArrayList<>(notes);
        read.notes().forEach(note -> all.add(new TransferRow.Note(line, note)));
        noteOnDayToCome(read.transfer()).ifPresent(note -> all.add(new TransferRow.Note(line, note)));
        return List.of(new TransferRow.Good(line, read.transfer(), mapped.orElseThrow(), all, sources));
    }

    /** Numbers the only item of a transfer if the file does not. */
    private static void numberTheOnlyItem(Transfer transfer) {
        if (transfer.getGoodsItems().size() == 1
                && transfer.getGoodsItems().get(0).getItemNumber() == null) {
            transfer.getGoodsItems().get(0).setItemNumber(1);
        }
    }

    private static Optional<String> noteOnDayToCome(Transfer transfer) {
        LocalDate day = transfer.getOccurredOn() != null
                ? transfer.getOccurredOn()
                : transfer.getOccurredAt().atZone(ZoneOffset.UTC).toLocalDate();
        return day.isAfter(LocalDate.now(ZoneOffset.UTC).plusDays(1))
                ? Optional.of("the transfer is of " + day + ", which is after tomorrow; it is screened as of that day")
                : Optional.empty();
    }

    private static List<TransferRow> bad(
            List<TransferRow.Source> sources, Optional<Transfer> carried, StructuralDefect defect) {
        List<TransferRow> bad = new ArrayList<>(sources.size());
        for (TransferRow.Source source : sources) {
            bad.add(bad(source, bad.isEmpty() ? carried : Optional.empty(), defect));
        }
        return bad;
    }

    private static TransferRow.Bad bad(TransferRow.Source source, Optional<Transfer> carried, StructuralDefect defect) {
        return new TransferRow.Bad(source.line(), source.raw(), carried, defect);
    }
}
