package io.tradewatch.cli.transfers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** How one field of a transfer comes about; {@link WrittenRule} says what each part means. */
record FieldRule(
        @Nullable String column,
        @Nullable String constant,
        String prefix,
        @Nullable Map<String, String> values,
        @Nullable String otherwise,
        @Nullable TimePattern time,
        boolean decimalComma,
        @Nullable Integer decimals) {

    /** What is wrong with a cell, in words that follow the field's name. */
    static final class CellException extends Exception {
        private static final long serialVersionUID = 1L;

        CellException(String message) {
            super(message, null, false, false);
        }
    }

    /** The field's value for a row, as the exchange format writes it; empty when it is not known. */
    Optional<JsonNode> value(Map<String, String> row, Schema kind) throws CellException {
        if (constant != null) {
            return Optional.of(typed(constant, kind));
        }
        String cell = row.getOrDefault(column, "").strip();
        return cell.isEmpty() ? Optional.empty() : Optional.of(typed(prefix + meaning(cell), kind));
    }

    private String meaning(String cell) throws CellException {
        if (values == null) {
            return cell;
        }
        String meant = values.get(cell);
        if (meant != null) {
            return meant;
        }
        if (otherwise == null) {
            throw new CellException(
                    "is '" + cell + "' in column '" + column + "', expected one of " + new TreeSet<>(values.keySet()));
        }
        return otherwise;
    }

    private JsonNode typed(String text, Schema kind) throws CellException {
        if (time != null) {
            return TextNode.valueOf(timed(time, text, kind));
        }
        if (kind.getType() == Schema.Type.INT && kind.getLogicalType() == null) {
            return IntNode.valueOf(integer(text));
        }
        String number = decimalComma ? text.replace(".", "").replace(',', '.') : text;
        return TextNode.valueOf(decimals == null ? number : rounded(number, decimals));
    }

    private String rounded(String text, int to) throws CellException {
        try {
            BigDecimal number = new BigDecimal(text);
            return number.scale() <= to
                    ? text
                    : number.setScale(to, RoundingMode.HALF_EVEN).toPlainString();
        } catch (NumberFormatException e) {
            throw new CellException("is '" + text + "' in column '" + column + "', expected a number");
        }
    }

    private int integer(String text) throws CellException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new CellException("is '" + text + "' in column '" + column + "', expected a whole number");
        }
    }

    private String timed(TimePattern pattern, String text, Schema kind) throws CellException {
        try {
            return kind.getLogicalType() instanceof LogicalTypes.Date ? pattern.date(text) : pattern.instant(text);
        } catch (DateTimeException e) {
            throw new CellException(
                    "is '" + text + "' in column '" + column + "', expected a time like " + pattern.written());
        }
    }
}
