package io.tradewatch.cli.transfers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tradewatch.codec.registry.UnreadableField;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Defines the value of one field of a transfer.
 *
 * @param path the field
 * @param columns the columns whose joined cells are the value; empty with a constant
 * @param join the separator between the cells of several columns
 * @param constant the same value for every row
 * @param prefix is put before the cells' content
 * @param values content of the cell → its meaning
 * @param otherwise the meaning of any other content; without it, such a cell cannot be read
 * @param none words for a missing value, as {@link #folded} returns them
 * @param time the format of times and dates; ISO 8601 without it
 * @param numbers the format of decimals
 */
record FieldRule(
        FieldPath path,
        List<String> columns,
        String join,
        @Nullable String constant,
        String prefix,
        @Nullable Map<String, String> values,
        @Nullable String otherwise,
        Set<String> none,
        @Nullable TimePattern time,
        NumberPattern numbers) {

    private static final int SHOWN_LENGTH = 60;

    /** The error of a cell, in words that follow the field's name. */
    static final class CellException extends Exception {
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
        return new FieldRule(path, List.of(column), " ", null, "", null, null, Set.of(), null, NumberPattern.PLAIN);
    }

    /** A word for a missing value, independent of case. */
    static String folded(String word) {
        return Cells.value(word).toLowerCase(Locale.ROOT);
    }

    /** Whether the value is the same in every row. */
    boolean isConstant() {
        return constant != null;
    }

    /** @throws MappingException when the constant is unusable in every row; the message follows the field's name */
    void requireUsableConstant() throws MappingException {
        if (constant != null) {
            try {
                typed(constant);
            } catch (CellException e) {
                throw new MappingException("has a constant that cannot be read: it " + e.getMessage());
            }
        }
    }

    /**
     * The field's value for a row, in the exchange format; empty when it is not known.
     *
     * @param cells returns the value of a column's cell
     */
    Optional<JsonNode> value(UnaryOperator<String> cells) throws CellException {
        if (constant != null) {
            return Optional.of(typed(constant));
        }
        String written = written(cells);
        if (written.isEmpty() || (!none.isEmpty() && none.contains(folded(written)))) {
            return Optional.empty();
        }
        return Optional.of(typed(prefix + meaning(written)));
    }

    private String written(UnaryOperator<String> cells) throws CellException {
        if (columns.size() == 1) {
            return cells.apply(columns.get(0));
        }
        List<String> parts = new ArrayList<>(columns.size());
        String empty = "";
        for (String column : columns) {
            String part = cells.apply(column);
            if (part.isEmpty()) {
                empty = column;
            } else {
                parts.add(part);
            }
        }
        if (!empty.isEmpty() && !parts.isEmpty() && path.unreadable() == UnreadableField.REJECTS) {
            throw new CellException("", "lacks a part: the column '" + empty + "' is empty");
        }
        return String.join(join, parts);
    }

    private String meaning(String cell) throws CellException {
        if (values == null) {
            return cell;
        }
        String meant = values.getOrDefault(cell, otherwise);
        if (meant == null) {
            throw unreadable(cell, "one of " + new TreeSet<>(values.keySet()));
        }
        return meant;
    }

    private JsonNode typed(String text) throws CellException {
        Schema kind = path.leaf();
        if (kind.getLogicalType() instanceof LogicalTypes.Decimal) {
            return TextNode.valueOf(
                    numbers.plain(text).orElseThrow(() -> unreadable(text, "a number like " + numbers.example())));
        }
        if (kind.getLogicalType() != null) {
            return TextNode.valueOf(timed(text, kind.getLogicalType() instanceof LogicalTypes.Date));
        }
        if (kind.getType() == Schema.Type.INT) {
            return IntNode.valueOf(integer(text));
        }
        if (kind.getType() == Schema.Type.ENUM && !kind.hasEnumSymbol(text)) {
            throw unreadable(text, "one of " + kind.getEnumSymbols());
        }
        return TextNode.valueOf(text);
    }

    private int integer(String text) throws CellException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw unreadable(text, "a whole number");
        }
    }

    private String timed(String text, boolean isDate) throws CellException {
        try {
            if (time != null) {
                return isDate ? time.date(text) : time.time(text);
            }
            return (isDate ? LocalDate.parse(text) : OffsetDateTime.parse(text)).toString();
        } catch (DateTimeException e) {
            String expected = time != null
                    ? (isDate ? "a date like " : "a time like ") + time.written()
                    : isDate
                            ? "a date such as 2024-02-18"
                            : "a time with its offset from UTC, such as 2024-02-18T00:00:00Z";
            throw unreadable(text, expected + (time == null ? "; a format in the mapping reads others" : ""));
        }
    }

    private CellException unreadable(String text, String expected) {
        String shown = text.length() > SHOWN_LENGTH ? text.substring(0, SHOWN_LENGTH) + "…" : text;
        String place = columns.isEmpty()
                ? ""
                : columns.size() == 1 ? " in column '" + columns.get(0) + "'" : " in columns " + columns;
        return new CellException(text, "is '" + shown + "'" + place + ", expected " + expected);
    }
}
