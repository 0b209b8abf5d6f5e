package io.tradewatch.ruleset.files;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewatch.engine.model.DayRange;
import io.tradewatch.engine.model.DecimalRange;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one mapping of a measure file; throws {@link Unreadable}, with the field's pointer, for a field
 * that cannot be read.
 */
final class MeasureFields {

    /** A field that cannot be read. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String pointer;
        private final String fix;

        Unreadable(String pointer, String message, String fix) {
            super(message);
            this.pointer = pointer;
            this.fix = fix;
        }

        LintProblem in(YamlDocument document) {
            return LintProblem.error(document.placeOf(pointer), String.valueOf(getMessage()), fix);
        }
    }

    private final JsonNode object;
    private final String pointer;

    MeasureFields(YamlDocument document, String pointer) {
        this.object = document.root().at(pointer);
        this.pointer = pointer;
    }

    boolean has(String name) {
        return object.has(name);
    }

    String text(String name) {
        String text = textOrNull(name);
        if (text == null) {
            throw new Unreadable(pointer, name + " is missing", "add it");
        }
        return text;
    }

    @Nullable String textOrNull(String name) {
        JsonNode value = object.path(name);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new Unreadable(
                    pointer + "/" + name, name + " is " + value + ", which is not text", "put it in quotes");
        }
        return value.textValue();
    }

    boolean truth(String name) {
        JsonNode value = object.path(name);
        if (!value.isBoolean()) {
            throw new Unreadable(
                    value.isMissingNode() ? pointer : pointer + "/" + name,
                    name + (value.isMissingNode() ? " is missing" : " is " + value),
                    "write true or false");
        }
        return value.booleanValue();
    }

    @Nullable Boolean truthOrNull(String name) {
        return has(name) ? truth(name) : null;
    }

    int integer(String name) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new Unreadable(
                    pointer + "/" + name, name + " is not a whole number", "write 1 for the first revision");
        }
        return value.intValue();
    }

    /** Reads an amount within the contract's range. */
    BigDecimal amount(String name) {
        JsonNode value = object.path(name);
        try {
            return DecimalRange.AMOUNT.parse(value.isNumber() ? value.asText() : text(name));
        } catch (IllegalArgumentException e) {
            throw new Unreadable(
                    pointer + "/" + name, name + " " + e.getMessage(), "write a decimal number such as 2000.00");
        }
    }

    LocalDate date(String name) {
        String text = text(name);
        try {
            return DayRange.day(text);
        } catch (DateTimeException e) {
            throw new Unreadable(
                    pointer + "/" + name, name + " is " + text + ", which is no day", "write a day such as 2017-12-22");
        }
    }

    @Nullable LocalDate dateOrNull(String name) {
        return has(name) ? date(name) : null;
    }

    Instant instant(String name) {
        String text = text(name);
        try {
            return DayRange.instant(text);
        } catch (DateTimeException e) {
            throw new Unreadable(
                    pointer + "/" + name,
                    name + " is " + text + ", which is no time",
                    "write a time in UTC such as 2017-12-22T00:00:00Z");
        }
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String text = text(name);
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException e) {
            throw new Unreadable(
                    pointer + "/" + name, name + " is " + text, "write one of " + List.of(type.getEnumConstants()));
        }
    }

    /**
     * Reads the entries of a list, each by a function that throws IllegalArgumentException; empty when the list is
     * absent.
     */
    <T> List<T> list(String name, Function<String, T> reading) {
        List<T> entries = new ArrayList<>();
        JsonNode list = object.path(name);
        for (int i = 0; i < list.size(); i++) {
            String at = pointer + "/" + name + "/" + i;
            JsonNode entry = list.path(i);
            if (!entry.isTextual()) {
                throw new Unreadable(at, name + " has the entry " + entry + ", which is not text", "put it in quotes");
            }
            try {
                entries.add(reading.apply(entry.textValue()));
            } catch (IllegalArgumentException e) {
                throw new Unreadable(at, String.valueOf(e.getMessage()), "correct this entry of " + name);
            }
        }
        return entries;
    }
}
