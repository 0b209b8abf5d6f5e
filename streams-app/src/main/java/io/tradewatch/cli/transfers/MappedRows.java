package io.tradewatch.cli.transfers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.mapping.FieldRule;
import io.tradewatch.mapping.MappedFields;
import io.tradewatch.mapping.MappingException;
import io.tradewatch.mapping.RowCells;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Converts the rows of a table into transfers. For grouped rows, a first pass over the file counts the rows of each
 * group, so that a transfer is complete and passed on with its last row. A file with adjacent rows of each declaration is
 * therefore never held in memory.
 */
final class MappedRows implements RowSource {
    /** Maximum size in bytes of rows that wait for others of their group. */
    private static final long MAX_HELD = 256L << 20;

    /** Number of rows that are worked on at once. */
    private static final int MOST_AT_ONCE = 1_024;

    /** Size in bytes of rows beyond which no further one is worked on at once. */
    private static final long MOST_BYTES_AT_ONCE = 4L << 20;

    private static final String BETWEEN = "\u001F";

    private final Table table;
    private final TableMapping mapping;
    private final Map<String, Integer> rowsToCome;
    private final Map<String, RowGroup> open = new LinkedHashMap<>();
    private long held;
    private @Nullable IOException failure;

    /**
     * A row and the group that it belongs to.
     *
     * @param group empty if the row is a transfer by itself
     */
    private record Mapped(Part part, Optional<String> group) {}

    /**
     * The fields of a transfer that a row gives.
     *
     * @param source the row
     * @param fields its fields
     */
    record Part(TransferRow.Source source, MappedFields fields) {
        /** The values that could not be read. */
        List<TransferRow.Note> notes() {
            return fields.notes().stream()
                    .map(note -> new TransferRow.Note(source.line(), note))
                    .toList();
        }
    }

    private MappedRows(Table table, TableMapping mapping, Map<String, Integer> rowsToCome) {
        this.table = table;
        this.mapping = mapping;
        this.rowsToCome = rowsToCome;
    }

    /**
     * The rows of a table.
     *
     * @param table opens the table; twice if the mapping groups its rows
     */
    static MappedRows of(Opener table, TableMapping mapping) throws IOException, MappingException {
        Map<String, Integer> rows = new HashMap<>();
        if (mapping.isGrouped()) {
            try (Table counting = table.open()) {
                for (Optional<TableRow> row = counting.next(); row.isPresent(); row = counting.next()) {
                    if (row.get().cells() instanceof DecodeResult.Decoded<RowCells> cells) {
                        group(mapping, cells.value()).ifPresent(group -> rows.merge(group, 1, Integer::sum));
                    }
                }
            }
        }
        return new MappedRows(table.open(), mapping, rows);
    }

    /** Opens a table. */
    @FunctionalInterface
    interface Opener {
        Table open() throws IOException, MappingException;
    }

    @Override
    public boolean read(Consumer<TransferRow> out) throws IOException {
        List<TableRow> rows = nextRows();
        List<Mapped> mapped = rows.parallelStream().map(this::mapped).toList();
        List<RowGroup> complete = new ArrayList<>();
        for (Mapped row : mapped) {
            add(row, complete);
        }
        if (rows.isEmpty()) {
            complete.addAll(open.values());
            open.clear();
        }
        complete.parallelStream().map(RowGroup::complete).toList().forEach(transfers -> transfers.forEach(out));
        return !rows.isEmpty();
    }

    /** Some rows, so that all cores can work on them; none at the end. */
    private List<TableRow> nextRows() throws IOException {
        if (failure != null) {
            throw failure;
        }
        List<TableRow> rows = new ArrayList<>();
        long size = 0;
        try {
            while (rows.size() < MOST_AT_ONCE && size < MOST_BYTES_AT_ONCE) {
                Optional<TableRow> row = table.next();
                if (row.isEmpty()) {
                    break;
                }
                rows.add(row.get());
                size += row.get().raw().length;
            }
        } catch (IOException e) {
            if (rows.isEmpty()) {
                throw e;
            }
            // The rows before it count; the next call fails.
            failure = e;
        }
        return rows;
    }

    private Mapped mapped(TableRow row) {
        TransferRow.Source source = new TransferRow.Source(row.number(), row.raw());
        return row.cells() instanceof DecodeResult.Decoded<RowCells> cells
                ? new Mapped(
                        new Part(source, mapping.fields().map(cells.value())),
                        mapping.isGrouped() ? group(mapping, cells.value()) : Optional.empty())
                : new Mapped(
                        new Part(
                                source,
                                new MappedFields(
                                        JsonNodeFactory.instance.objectNode(),
                                        List.of(),
                                        row.cells().problem())),
                        Optional.empty());
    }

    private void add(Mapped row, List<RowGroup> complete) throws IOException {
        int size = row.part().source().raw().length;
        RowGroup group = row.group()
                .map(known -> open.computeIfAbsent(known, key -> new RowGroup(mapping)))
                .orElseGet(() -> new RowGroup(mapping));
        group.add(row.part());
        if (row.group().isEmpty() || rowsToCome.merge(row.group().get(), -1, Integer::sum) <= 0) {
            row.group().ifPresent(open::remove);
            held -= group.size() - size;
            complete.add(group);
        } else {
            held += size;
            requireBoundedMemory();
        }
    }

    @Override
    public byte[] preamble() {
        return table.preamble();
    }

    @Override
    public long bytesRead() {
        return table.bytesRead();
    }

    @Override
    public String part() {
        return table.part();
    }

    @Override
    public void close() throws IOException {
        table.close();
    }

    private void requireBoundedMemory() throws IOException {
        if (held > MAX_HELD) {
            throw new IOException("the rows of " + open.size() + " declarations are so far apart that more than "
                    + (MAX_HELD >> 20) + " MB of rows wait for others; sort the file by what groups them");
        }
    }

    /** The grouping key of a row; empty if the row does not contain it. */
    private static Optional<String> group(TableMapping mapping, RowCells cells) {
        try {
            List<String> names = new ArrayList<>();
            mapping.groupBy().forEach(column -> names.add(cells.text(column)));
            if (mapping.groupBy().isEmpty()) {
                names.add(value(mapping.fields().rule("transferId"), cells));
            }
            if (names.stream().allMatch(String::isEmpty)) {
                return Optional.empty();
            }
            names.add(value(mapping.fields().rule("revision"), cells));
            return Optional.of(String.join(BETWEEN, names));
        } catch (FieldRule.CellException e) {
            return Optional.empty();
        }
    }

    private static String value(Optional<FieldRule> rule, RowCells cells) throws FieldRule.CellException {
        return rule.isEmpty()
                ? ""
                : rule.get().value(cells).map(JsonNode::asText).orElse("");
    }
}
