package io.tradewatch.screening.generators;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints records for a failure message: what is absent or empty is left out. */
public final class Compact {
    private Compact() {}

    /** A value, and whatever it is made of. */
    public static String of(Object value) {
        if (value instanceof Collection<?> several) {
            return several.stream().map(Compact::of).toList().toString();
        }
        if (!(value instanceof Record)) {
            return value instanceof String text ? "'" + visible(text) + "'" : String.valueOf(value);
        }
        List<String> shown = new ArrayList<>();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            Object field = read(component, value);
            if (field != null && !List.of().equals(field)) {
                shown.add(component.getName() + "=" + of(field));
            }
        }
        return value.getClass().getSimpleName() + shown;
    }

    /** What a reader cannot tell apart, or cannot see, as an escape of Java. */
    private static String visible(String text) {
        StringBuilder shown = new StringBuilder();
        text.chars()
                .forEach(c -> shown.append(c >= ' ' && c < 0x7f ? String.valueOf((char) c) : "\\u%04x".formatted(c)));
        return shown.toString();
    }

    private static @Nullable Object read(RecordComponent component, Object value) {
        try {
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("records can be read", e);
        }
    }
}
