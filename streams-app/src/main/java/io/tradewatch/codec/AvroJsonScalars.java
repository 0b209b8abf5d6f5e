package io.tradewatch.codec;

import static io.tradewatch.codec.registry.StructuralDefect.Reason.DECIMAL_OUT_OF_RANGE;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewatch.codec.registry.DefectFound;
import io.tradewatch.codec.registry.Ranges;
import io.tradewatch.engine.model.DecimalRange;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;

/** Reads the single values of the exchange format: decimals, times, dates and text. */
final class AvroJsonScalars {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]{1,9})?");

    private AvroJsonScalars() {}

    static Object read(JsonNode json, LogicalType meaning, String path) throws DefectFound {
        if (meaning instanceof LogicalTypes.Decimal decimal) {
            return readDecimal(json, decimal.getScale(), path);
        }
        return meaning instanceof LogicalTypes.Date ? readDate(json, path) : readTime(json, path);
    }

    static String readText(JsonNode json, String path) throws DefectFound {
        if (!json.isTextual()) {
            throw AvroJsonReader.wrong(path, json, "text");
        }
        String text = json.textValue();
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    // UTF-8 cannot encode an unpaired surrogate; it would be read back as a question mark.
                    throw AvroJsonReader.wrong(path, json, "text without broken surrogate pairs");
                }
                i++;
            }
        }
        return text;
    }

    private static BigDecimal readDecimal(JsonNode json, int scale, String path) throws DefectFound {
        if (!json.isNumber()
                && !(json.isTextual() && DECIMAL.matcher(json.textValue()).matches())) {
            throw AvroJsonReader.wrong(path, json, "a decimal such as \"1.5\"");
        }
        DecimalRange range = Ranges.ofScale(scale);
        if (json.isTextual() && json.textValue().length() > DecimalRange.MOST_CHARACTERS) {
            throw new DefectFound(DECIMAL_OUT_OF_RANGE, path + " " + range.limits());
        }
        BigDecimal number = json.isNumber() ? json.decimalValue() : new BigDecimal(json.textValue());
        if (!range.holds(number)) {
            throw new DefectFound(DECIMAL_OUT_OF_RANGE, path + " is " + number + ": it " + range.limits());
        }
        // A zero keeps its exponent in all other steps, and the exponent could be very large.
        return number.signum() == 0 ? BigDecimal.ZERO.setScale(scale) : number.setScale(scale);
    }

    private static LocalDate readDate(JsonNode json, String path) throws DefectFound {
        String expected = "a date such as \"2024-02-18\"";
        if (!json.isTextual()) {
            throw AvroJsonReader.wrong(path, json, expected);
        }
        try {
            LocalDate date = LocalDate.parse(json.textValue());
            Ranges.require(date, path);
            return date;
        } catch (DateTimeException e) {
            throw AvroJsonReader.wrong(path, json, expected);
        }
    }

    private static Instant readTime(JsonNode json, String path) throws DefectFound {
        String expected = "a time with its offset from UTC, such as \"2024-02-18T00:00:00Z\"";
        if (!json.isTextual()) {
            throw AvroJsonReader.wrong(path, json, expected);
        }
        try {
            Instant time = OffsetDateTime.parse(json.textValue()).toInstant();
            Ranges.require(time, path);
            return time.truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw AvroJsonReader.wrong(path, json, expected);
        }
    }
}
