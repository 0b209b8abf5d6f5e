package io.tradewatch.cli.transfers;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How one field of a transfer comes about, as a mapping file says it. Exactly one of column and constant is given.
 *
 * @param column the column's name; an empty cell leaves the field unknown
 * @param constant the same value for every row
 * @param prefix goes in front of what the cell holds
 * @param values what stands in the cell → what it means
 * @param otherwise what everything else in the cell means; without it, it is a defect
 * @param format the pattern of a date or time, as Java's DateTimeFormatter reads it
 * @param zone the time zone of times that name none; UTC by default
 * @param decimalComma whether numbers are written 1.234,56
 * @param decimals rounds a number to so many decimals, half to even, which takes off what binary fractions leave behind
 */
record WrittenRule(
        @Nullable String column,
        @Nullable String constant,
        @Nullable String prefix,
        @Nullable Map<String, String> values,
        @Nullable String otherwise,
        @Nullable String format,
        @Nullable String zone,
        @Nullable Boolean decimalComma,
        @Nullable Integer decimals) {

    private static final int MOST_DECIMALS = 9;

    /** The short form: just the column's name. */
    @JsonCreator
    static WrittenRule of(String column) {
        return new WrittenRule(column, null, null, null, null, null, null, null, null);
    }

    /** @throws MappingException when it contradicts itself; the message goes behind the field's name */
    FieldRule rule() throws MappingException {
        if ((column == null) == (constant == null)) {
            throw new MappingException("has " + (column == null ? "neither column nor constant" : "column and constant")
                    + ", expected one of the two");
        }
        if (zone != null && format == null) {
            throw new MappingException("has a zone and no format, expected both or neither");
        }
        if (decimals != null && (decimals < 0 || decimals > MOST_DECIMALS)) {
            throw new MappingException("has decimals " + decimals + ", expected 0 to " + MOST_DECIMALS);
        }
        TimePattern pattern = format == null ? null : TimePattern.of(format, Objects.requireNonNullElse(zone, "UTC"));
        return new FieldRule(
                column,
                constant,
                Objects.requireNonNullElse(prefix, ""),
                values == null ? null : Map.copyOf(values),
                otherwise,
                pattern,
                Boolean.TRUE.equals(decimalComma),
                decimals);
    }
}
