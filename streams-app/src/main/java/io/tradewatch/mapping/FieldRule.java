package io.tradewatch.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tradewatch.codec.registry.UnreadableField;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Defines the value of one field of a transfer.
 *
 * @param path the field
 * @param columns the columns whose joined cells are the value; empty with a constant
 * @param join the separator between the cells of several columns; null: the first that says something counts
 * @param constant the same value for every row
 * @param prefix is put before the cells' content
 * @param values content of the cell → its meaning
 * @param otherwise the meaning of any other content; without it, such a cell cannot be read
 * @param keepsOthers whether any other content is its own meaning
 * @param none words for a missing value, as {@link #folded} returns them
 * @param times the formats of times and dates; ISO 8601 without any
 * @param numbers the format of decimals
 */
public record FieldRule(
        FieldPath path,
        List<String> columns,
        @Nullable String join,
        @Nullable String constant,
        String prefix,
        @Nullable Map<String, String> values,
        @Nullable String otherwise,
        boolean keepsOthers,
        Set<String> none,
        List<TimePattern> times,
        NumberPattern numbers) {

    private static final int SHOWN_LENGTH = 60;

    /** The error of a cell, in words that follow the field's name. */
    public static final class CellException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String written;

        CellException(String written, String message) {
            super(message, null, false, false);
            this.written = written;
        }

        /** The content of the cell. */
        String written() {
            return written;
        }
    }

    /** The short form: the column contains the value in the exchange format. */
    static FieldRule ofColumn(FieldPath path, String column) {
        return new FieldRule(
                path, List.of(column), " ", null, "", null, null, false, Set.of(), List.of(), NumberPattern.PLAIN);
    }

    /** A word for a missing value, independent of case. */
    static String folded(String word) {
        return Cells.value(word).toLowerCase(Locale.ROOT);
    }

    /** Whether the value is the same in every row. */
    public boolean isConstant() {
        return constant != null;
    }

    /** @throws MappingException when the constant is unusable in every row; the message follows the field's name */
    void requireUsableConstant() throws MappingException {
        if (constant != null) {
            try {
                typed(constant, column -> "");
            } catch (CellException e) {
                throw new MappingException("has a constant that cannot be read: it " + e.getMessage());
            }
        }
    }

    /** The field's value for a row, in the exchange format; empty when it is not known. */
    public Optional<JsonNode> value(RowCells cells) throws CellException {
        if (constant != null) {
            return Optional.of(typed(constant, cells));
        }
        Optional<String> column = column(cells);
        String written = column.isPresent() ? cells.text(column.get()) : join == null ? "" : joined(join, cells);
        if (saysNothing(written)) {
            return Optional.empty();
        }
        Optional<JsonNode> held = column.isPresent() ? held(column.get(), cells) : Optional.empty();
        return held.isPresent() ? held : Optional.of(typed(prefix + meaning(written, cells), cells));
    }

    private boolean saysNothing(String written) {
        return written.isEmpty() || (!none.isEmpty() && none.contains(folded(written)));
    }

    /** The only column, or the first of several that says something; empty if several are joined. */
    private Optional<String> column(RowCells cells) {
        return columns.size() == 1
                ? Optional.of(columns.get(0))
                : columns.stream()
                        .filter(column -> join == null && !saysNothing(cells.text(column)))
                        .findFirst();
    }

    /** The number or time that a cell of a workbook holds, whatever form its text has. */
    private Optional<JsonNode> held(String column, RowCells cells) {
        if (values != null || !prefix.isEmpty()) {
            return Optional.empty();
        }
        LogicalType kind = path.leaf().getLogicalType();
        if (kind instanceof LogicalTypes.Decimal) {
            return cells.number(column).map(number -> TextNode.valueOf(numbers.plain(number)));
        }
        return kind == null
                ? Optional.empty()
                : cells.time(column)
                        .map(time -> TextNode.valueOf(
                                kind instanceof LogicalTypes.Date
                                        ? time.toLocalDate().toString()
                                        : time.atZone(
                                                        times.isEmpty()
                                                                ? ZoneOffset.UTC
                                                                : times.get(0).zone())
                                                .toOffsetDateTime()
                                                .toString()));
    }

    private String joined(String between, RowCells cells) throws CellException {
        List<String> parts = new ArrayList<>(columns.size());
        String empty = "";
        for (String column : columns) {
            String part = cells.text(column);
            if (part.isEmpty()) {
                empty = column;
            } else {
                parts.add(part);
            }
        }
        if (!empty.isEmpty() && !parts.isEmpty() && path.unreadable() == UnreadableField.REJECTS) {
            throw new CellException("", "lacks a part: the column " + cells.label(empty) + " is empty");
        }
        return String.join(between, parts);
    }

    private String meaning(String cell, RowCells cells) throws CellException {
        if (values == null) {
            return cell;
        }
        String meant = values.getOrDefault(cell, keepsOthers ? cell : otherwise);
        if (meant == null) {
            throw unreadable(cell, "one of " + new TreeSet<>(values.keySet()), cells);
        }
        return meant;
    }

    private JsonNode typed(String text, RowCells cells) throws CellException {
        Schema kind = path.leaf();
        if (kind.getLogicalType() instanceof LogicalTypes.Decimal) {
            return TextNode.valueOf(numbers.plain(text)
                    .orElseThrow(() -> unreadable(text, "a number like " + numbers.example(), cells)));
        }
        if (kind.getLogicalType() != null) {
            return TextNode.valueOf(timed(text, kind.getLogicalType() instanceof LogicalTypes.Date, cells));
        }
        if (kind.getType() == Schema.Type.INT) {
            return IntNode.valueOf(integer(text, cells));
        }
        if (kind.getType() == Schema.Type.ENUM && !kind.hasEnumSymbol(text)) {
            throw unreadable(text, "one of " + kind.getEnumSymbols(), cells);
        }
        return TextNode.valueOf(text);
    }

    private int integer(String text, RowCells cells) throws CellException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw unreadable(text, "a whole number", cells);
        }
    }

    private String timed(String text, boolean isDate, RowCells cells) throws CellException {
        Set<String> read = new TreeSet<>();
        for (TimePattern time : times) {
            time.read(text, isDate).ifPresent(read::add);
        }
        if (read.size() == 1) {
            return read.iterator().next();
        }
        String kind = isDate ? "a date" : "a time";
        if (read.size() > 1) {
            throw unreadable(
                    text, kind + " that the formats read in one way; they read " + String.join(", ", read), cells);
        }
        if (!times.isEmpty()) {
            throw unreadable(
                    text,
                    kind + " like " + times.stream().map(TimePattern::written).collect(Collectors.joining(" or ")),
                    cells);
        }
        try {
            return (isDate ? LocalDate.parse(text) : OffsetDateTime.parse(text)).toString();
        } catch (DateTimeException e) {
            throw unreadable(
                    text,
                    (isDate
                                    ? "a date such as 2024-02-18"
                                    : "a time with its offset from UTC, such as 2024-02-18T00:00:00Z")
                            + "; a format in the mapping reads others",
                    cells);
        }
    }

    private CellException unreadable(String text, String expected, RowCells cells) {
        String shown = text.length() > SHOWN_LENGTH ? text.substring(0, SHOWN_LENGTH) + "…" : text;
        String place = columns.isEmpty()
                ? ""
                : columns.size() == 1 ? " in column " + cells.label(columns.get(0)) : " in columns " + columns;
        return new CellException(text, "is '" + shown + "'" + place + ", expected " + expected);
    }
}
