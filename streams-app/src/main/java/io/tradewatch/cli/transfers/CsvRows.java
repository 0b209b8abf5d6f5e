package io.tradewatch.cli.transfers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Converts the rows of a CSV file into transfers. For grouped rows, a first pass over the file counts the rows of each
 * group, so that a transfer is complete and passed on with its last row. A file with adjacent rows of each declaration is
 * therefore never held in memory.
 */
final class CsvRows implements TransferFile.RowReader {
    /** Maximum size in bytes of rows that wait for others of their group. */
    private static final long MAX_HELD = 256L << 20;

    private static final String BETWEEN = "\u001F";

    private final CsvReader reader;
    private final CsvMapping mapping;
    private final Map<String, Integer> rowsToCome;
    private final Map<String, CsvGroup> open = new LinkedHashMap<>();
    private long held;

    /**
     * The content of a row within a transfer.
     *
     * @param source the row
     * @param transfer the content of its cells
     * @param notes the values that could not be read
     * @param defect the defect that makes it unusable; empty if it has none
     */
    record Part(
            TransferRow.Source source,
            ObjectNode transfer,
            List<TransferRow.Note> notes,
            Optional<StructuralDefect> defect) {}

    private CsvRows(CsvReader reader, CsvMapping mapping, Map<String, Integer> rowsToCome) {
        this.reader = reader;
        this.mapping = mapping;
        this.rowsToCome = rowsToCome;
    }

    /** For a mapping with one transfer per row. */
    static CsvRows single(CsvReader reader, CsvMapping mapping) {
        return new CsvRows(reader, mapping, Map.of());
    }

    /**
     * For a mapping with grouped rows.
     *
     * @param lines the whole file, for the first pass
     */
    static CsvRows grouped(CsvReader reader, CsvMapping mapping, ByteLines lines) throws IOException, MappingException {
        CsvReader counting = new CsvReader(lines, mapping.delimiter());
        Map<String, Integer> rows = new HashMap<>();
        for (Optional<ByteLines.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (!line.get().isBlank()
                    && counting.readRow(line.get(), lines).cells()
                            instanceof DecodeResult.Decoded<List<String>> cells) {
                group(mapping, counting.byColumn(cells.value())).ifPresent(group -> rows.merge(group, 1, Integer::sum));
            }
        }
        return new CsvRows(reader, mapping, rows);
    }

    @Override
    public void read(ByteLines.Line first, ByteLines lines, Consumer<TransferRow> out) throws IOException {
        CsvReader.Row row = reader.readRow(first, lines);
        if (!(row.cells() instanceof DecodeResult.Decoded<List<String>> decoded)) {
            out.accept(new TransferRow.Bad(
                    row.line(),
                    row.raw(),
                    Optional.empty(),
                    row.cells().problem().orElseThrow()));
            return;
        }
        UnaryOperator<String> cells = reader.byColumn(decoded.value());
        Part part = part(new TransferRow.Source(row.line(), row.raw()), cells);
        Optional<String> name = mapping.isGrouped() ? group(mapping, cells) : Optional.empty();
        CsvGroup group = name.map(known -> open.computeIfAbsent(known, key -> new CsvGroup(mapping)))
                .orElseGet(() -> new CsvGroup(mapping));
        group.add(part);
        if (name.isEmpty() || rowsToCome.merge(name.get(), -1, Integer::sum) <= 0) {
            name.ifPresent(open::remove);
            held -= group.size() - row.raw().length;
            group.complete(out);
        } else {
            held += row.raw().length;
            requireBoundedMemory();
        }
    }

    @Override
    public void finish(Consumer<TransferRow> out) {
        open.values().forEach(group -> group.complete(out));
        open.clear();
    }

    private void requireBoundedMemory() throws IOException {
        if (held > MAX_HELD) {
            throw new IOException("the rows of " + open.size() + " declarations are so far apart that more than "
                    + (MAX_HELD >> 20) + " MB of rows wait for others; sort the file by what groups them");
        }
    }

    /** The grouping key of a row; empty if the row does not contain it. */
    private static Optional<String> group(CsvMapping mapping, UnaryOperator<String> cells) {
        try {
            List<String> names = new ArrayList<>();
            mapping.groupBy().forEach(column -> names.add(cells.apply(column)));
            if (mapping.groupBy().isEmpty()) {
                names.add(value(mapping.field("transferId"), cells));
            }
            if (names.stream().allMatch(String::isEmpty)) {
                return Optional.empty();
            }
            names.add(value(mapping.field("revision"), cells));
            return Optional.of(String.join(BETWEEN, names));
        } catch (FieldRule.CellException e) {
            return Optional.empty();
        }
    }

    private static String value(Optional<FieldRule> rule, UnaryOperator<String> cells) throws FieldRule.CellException {
        return rule.isEmpty()
                ? ""
                : rule.get().value(cells).map(JsonNode::asText).orElse("");
    }

    private Part part(TransferRow.Source source, UnaryOperator<String> cells) {
        ObjectNode transfer = JsonNodeFactory.instance.objectNode();
        List<TransferRow.Note> notes = new ArrayList<>();
        Optional<StructuralDefect> defect = Optional.empty();
        for (FieldRule rule : mapping.fields()) {
            FieldPath path = rule.path();
            try {
                rule.value(cells).ifPresent(value -> path.put(transfer, value));
            } catch (FieldRule.CellException e) {
                String found = path + " " + e.getMessage();
                switch (path.unreadable()) {
                    case REJECTS ->
                        defect = defect.or(
                                () -> Optional.of(new StructuralDefect(StructuralDefect.Reason.WRONG_FIELD, found)));
                    case KEPT_AS_WRITTEN -> {
                        path.put(transfer, TextNode.valueOf(e.written()));
                        notes.add(new TransferRow.Note(source.line(), found + "; it is kept as written"));
                    }
                    case BECOMES_UNKNOWN ->
                        notes.add(new TransferRow.Note(source.line(), found + "; it counts as unknown"));
                }
            }
        }
        return new Part(source, transfer, notes, defect);
    }
}
