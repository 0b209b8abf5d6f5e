package io.tradewatch.cli.transfers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.TransferJson;
import io.tradewatch.codec.TransferMapping;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.mapping.MappingException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;

/**
 * A file of transfers, row by row: JSON, CSV or a workbook. Only blank lines are skipped. Every row belongs to a transfer or is reported as a bad
 * row.
 *
 * <pre>{@code
 * try (TransferFile rows = TransferFile.json(path)) {
 *     while (rows.hasNext()) {
 *         switch (rows.next()) { … }
 *     }
 * }
 * }</pre>
 *
 * <p>Threading notes: for one thread. Reading fails with {@link UncheckedIOException}.
 */
public final class TransferFile implements Iterator<TransferRow>, Closeable {
    private static final int MOST_PEEKED = 1 << 12;

    private final RowSource source;
    private final String name;
    private final Deque<TransferRow> ready = new ArrayDeque<>();
    private boolean isFinished;

    private TransferFile(RowSource source, String name) {
        this.source = source;
        this.name = name;
    }

    /** Reads one JSON object per line, or an array of objects, of a file that may be compressed with gzip. */
    public static TransferFile json(Path file) throws IOException {
        InputFile in = InputFile.open(file);
        return new TransferFile(
                isOverLines(in.beginning(MOST_PEEKED)) ? new JsonObjects(in) : new JsonLines(in), nameOf(file));
    }

    /** Whether the content is an array, or its first line is only the beginning of an object. */
    private static boolean isOverLines(String start) {
        return start.startsWith("[") || start.matches("(?s)\\{\\s*?[\r\n].*");
    }

    /**
     * Reads CSV, which may be compressed with gzip, or a workbook, with the columns of the mapping. With grouped rows, the file
     * is read twice.
     *
     * @throws MappingException when the file does not have all the mapping's columns
     */
    public static TransferFile table(Path file, TableMapping mapping) throws IOException, MappingException {
        return new TransferFile(MappedRows.of(opener(file, mapping), mapping), nameOf(file));
    }

    /** Opens the table in a file, as often as needed; a workbook is recognised by its content, and measured once. */
    static MappedRows.Opener opener(Path file, TableMapping mapping) throws IOException, MappingException {
        if (!WorkbookTable.isWorkbook(file)) {
            return () -> DelimitedTable.open(InputFile.open(file), mapping);
        }
        WorkbookSize size = WorkbookTable.requireReadable(file);
        return () -> WorkbookTable.open(file, size, mapping);
    }

    private static String nameOf(Path file) {
        return Objects.requireNonNull(file.getFileName(), "A directory is no file of transfers")
                .toString();
    }

    /** Number of bytes read from the file. */
    public long bytesRead() {
        return source.bytesRead();
    }

    /** What stands before the rows, for a file with some of them, so that it is read in the same way. */
    byte[] preamble() {
        return source.preamble();
    }

    /** A line of the file, or a row of the sheet that is read: {@code cars.csv:7}, {@code cars.xlsx:Sheet1!7}. */
    public String place(long line) {
        return name + ":" + (source.part().isEmpty() ? "" : source.part() + "!") + line;
    }

    @Override
    public boolean hasNext() {
        try {
            while (ready.isEmpty() && !isFinished) {
                isFinished = !source.read(ready::add);
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
        source.close();
    }

    /** The transfer in rows of a table, or the reason why each of them is unusable. */
    static List<TransferRow> transfer(
            ObjectNode transfer, List<TransferRow.Note> notes, List<TransferRow.Source> sources) {
        return rows(TransferJson.read(transfer), notes, sources);
    }

    /** A row is good when its transfer can be read and screened. */
    static List<TransferRow> rows(
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
        noteOnDayToCome(mapped.orElseThrow().date()).ifPresent(note -> all.add(new TransferRow.Note(line, note)));
        return List.of(new TransferRow.Good(line, read.transfer(), mapped.orElseThrow(), all, sources));
    }

    /** Numbers the only item of a transfer if the file does not. */
    private static void numberTheOnlyItem(Transfer transfer) {
        if (transfer.getGoodsItems().size() == 1
                && transfer.getGoodsItems().get(0).getItemNumber() == null) {
            transfer.getGoodsItems().get(0).setItemNumber(1);
        }
    }

    private static Optional<String> noteOnDayToCome(LocalDate day) {
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
