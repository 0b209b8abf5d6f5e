package io.tradewatch.cli.transfers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tradewatch.records.UnreadableField;
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
 * How one field of a transfer comes about.
 *
 * @param path the field
 * @param columns the columns whose cells, joined, are its value; empty with a constant
 * @param join what stands between the cells of several columns
 * @param constant the same value for every row
 * @param prefix goes in front of what the cells hold
 * @param values what stands in the cell → what it means
 * @param otherwise what everything else in the cell means; without it, the cell cannot be read
 * @param none words for a value that there is none, as {@link #folded} gives them
 * @param time how times and dates are written; ISO 8601 without it
 * @param numbers how decimals are written
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

    /** What is wrong with a cell, in words that follow the field's name. */
    static final class CellException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String written;

        CellException(String written, String message) {
            super(message, null, false, false);
            this.written = written;
        }

        /** What the cell holds. */
        String written() {
            return written;
        }
    }

    /** The short form: what the column says, in the exchange format's own writing. */
    static FieldRule ofColumn(FieldPath path, String column) {
        return new FieldRule(path, List.of(column), " ", null, "", null, null, Set.of(), null, NumberPattern.PLAIN);
    }

    /** A word for none, so that its case makes no difference. */
    static String folded(String word) {
        return Cells.value(word).toLowerCase(Locale.ROOT);
    }

    /** Whether it is the same in every row. */
    boolean isConstant() {
        return constant != null;
    }

    /** @throws MappingException when no row could use the constant; the message goes behind the field's name */
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
     * The field's value for a row, as the exchange format writes it; empty when it is not known.
     *
     * @param cells gives the value of a column's cell
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
