package io.tradewatch.cli.transfers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewatch.avro.Transfer;
import io.tradewatch.records.AvroJson;
import io.tradewatch.records.Outcome;
import io.tradewatch.records.StructuralDefect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads CSV row by row. A cell in quotes may go over several lines; where a quote is never closed, only the line that
 * opened it is lost, not the rest of the file.
 */
final class CsvRows implements TransferFile.RowReader {
    private static final int MAX_LINES_OF_A_ROW = 1_000;

    private final CsvMapping mapping;
    private final CSVFormat format;
    private final List<String> columns;

    private CsvRows(CsvMapping mapping, CSVFormat format, List<String> columns) {
        this.mapping = mapping;
        this.format = format;
        this.columns = columns;
    }

    static CsvRows afterHeader(ByteLines lines, CsvMapping mapping) throws IOException, MappingException {
        CSVFormat format =
                CSVFormat.RFC4180.builder().setDelimiter(mapping.delimiter()).get();
        ByteLines.Line header =
                lines.next().orElseThrow(() -> new MappingException("the file is empty, expected a line of columns"));
        Outcome<String> text = header.text();
        if (text instanceof Outcome.Defective<String> unreadable) {
            throw new MappingException(
                    "the line of columns cannot be read: " + unreadable.defect().detail());
        }
        List<String> columns =
                cells(text.orElseThrow(), format).stream().map(String::strip).toList();
        if (columns.stream().distinct().count() < columns.size()) {
            throw new MappingException("the file has two columns of one name: " + columns);
        }
        mapping.requireColumns(columns);
        return new CsvRows(mapping, format, columns);
    }

    @Override
    public TransferRow read(ByteLines.Line first, ByteLines lines) throws IOException {
        Outcome<String> start = first.text();
        if (start instanceof Outcome.Defective<String> unreadable) {
            return new TransferRow.Bad(first.number(), first.bytes(), Optional.empty(), unreadable.defect());
        }
        StringBuilder row = new StringBuilder(start.orElseThrow());
        List<ByteLines.Line> further = new ArrayList<>();
        boolean closed = readUntilQuotesClose(row, further, lines);
        Outcome<List<String>> cells = closed ? cells(row.toString()) : wrong("a quote is opened and not closed");
        if (cells instanceof Outcome.Defective<List<String>> broken) {
            // A stray quote has drawn in the lines below: they are read again, each for itself.
            for (int i = further.size() - 1; i >= 0; i--) {
                lines.pushBack(further.get(i));
            }
            return new TransferRow.Bad(first.number(), first.bytes(), Optional.empty(), broken.defect());
        }
        byte[] raw = row.toString().getBytes(StandardCharsets.UTF_8);
        return TransferFile.row(first.number(), raw, transfer(cells.orElseThrow()));
    }

    /** Appends further lines while a cell is open; false when it stays open. */
    private boolean readUntilQuotesClose(StringBuilder row, List<ByteLines.Line> further, ByteLines lines)
            throws IOException {
        while (endsInQuotes(row)) {
            Optional<ByteLines.Line> next = lines.next();
            if (next.isEmpty()) {
                return false;
            }
            further.add(next.get());
            if (further.size() >= MAX_LINES_OF_A_ROW
                    || row.length() > ByteLines.MAX_LINE
                    || !(next.get().text() instanceof Outcome.Decoded<String> text)) {
                return false;
            }
            row.append('\n').append(text.value());
        }
        return true;
    }

    /** Whether a quoted cell is still open at the end. Quotes count only at the beginning of a cell. */
    private boolean endsInQuotes(CharSequence row) {
        boolean quoted = false;
        boolean atStart = true;
        boolean justClosed = false;
        for (int i = 0; i < row.length(); i++) {
            char one = row.charAt(i);
            if (quoted) {
                quoted = one != '"';
                justClosed = !quoted;
            } else {
                quoted = one == '"' && (atStart || justClosed);
                justClosed = false;
            }
            atStart = !quoted && !justClosed && one == mapping.delimiter();
        }
        return quoted;
    }

    private Outcome<List<String>> cells(String row) {
        try {
            List<String> cells = cells(row, format);
            return cells.size() == columns.size()
                    ? Outcome.of(cells)
                    : wrong("the row has " + cells.size() + " cells, expected " + columns.size());
        } catch (IOException | UncheckedIOException e) {
            return wrong("quotes do not close where a cell ends");
        }
    }

    private Outcome<Transfer> transfer(List<String> cells) {
        Map<String, String> byColumn = new HashMap<>(columns.size() * 2);
        for (int i = 0; i < cells.size(); i++) {
            byColumn.put(columns.get(i), cells.get(i));
        }
        ObjectNode transfer = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<FieldPath, FieldRule> field : mapping.fields().entrySet()) {
            try {
                field.getValue()
                        .value(byColumn, field.getKey().leaf())
                        .ifPresent(value -> field.getKey().put(transfer, value));
            } catch (FieldRule.CellException e) {
                return wrong(field.getKey() + " " + e.getMessage());
            }
        }
        dropEmptyStops(transfer);
        return AvroJson.read(transfer, Transfer.class);
    }

    /** A stop of which the row says nothing is no stop; it only kept the place of those behind it. */
    private static void dropEmptyStops(ObjectNode transfer) {
        JsonNode itinerary = transfer.get("itinerary");
        if (itinerary instanceof ArrayNode stops) {
            for (int i = stops.size() - 1; i >= 0; i--) {
                if (stops.get(i).isEmpty()) {
                    stops.remove(i);
                }
            }
        }
    }

    private static List<String> cells(String row, CSVFormat format) throws IOException {
        try (CSVParser parser = CSVParser.parse(row, format)) {
            List<CSVRecord> records = parser.getRecords();
            if (records.size() != 1) {
                throw new IOException("it holds " + records.size() + " rows");
            }
            return records.get(0).toList();
        }
    }

    private static <T> Outcome<T> wrong(String detail) {
        return Outcome.defect(StructuralDefect.Reason.WRONG_FIELD, detail);
    }
}
