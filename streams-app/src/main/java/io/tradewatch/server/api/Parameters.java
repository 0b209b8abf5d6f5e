package io.tradewatch.server.api;

import io.javalin.http.Context;
import io.tradewatch.engine.model.DayRange;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Reads the parameters of a request strictly: an unknown or duplicate parameter is an error. */
final class Parameters {
    private final Context context;

    private Parameters(Context context) {
        this.context = context;
    }

    /**
     * The parameters of a request.
     *
     * @param known the allowed names
     * @throws ProblemException when the request has another parameter, or one twice
     */
    static Parameters of(Context context, String... known) {
        Set<String> names = new TreeSet<>(Set.of(known));
        context.queryParamMap().forEach((name, values) -> {
            if (!names.contains(name)) {
                throw ProblemException.parameter(
                        name, "is not a known parameter; known are " + String.join(", ", names));
            }
            if (values.size() > 1) {
                throw ProblemException.parameter(name, "is given " + values.size() + " times, expected once");
            }
        });
        return new Parameters(context);
    }

    Optional<String> text(String name) {
        String value = context.queryParam(name);
        if (value != null && value.isBlank()) {
            throw ProblemException.parameter(name, "is empty; leave it out instead");
        }
        return Optional.ofNullable(value);
    }

    Optional<LocalDate> date(String name) {
        return text(name).map(written -> {
            try {
                return DayRange.day(written);
            } catch (DateTimeException e) {
                throw ProblemException.parameter(name, "is '" + written + "', expected a date such as 2024-02-18");
            }
        });
    }

    Optional<Instant> instant(String name) {
        return text(name).map(written -> {
            try {
                return DayRange.instant(written);
            } catch (DateTimeException e) {
                throw ProblemException.parameter(
                        name, "is '" + written + "', expected a time such as 2024-02-18T00:00:00Z");
            }
        });
    }

    long number(String name, long otherwise, long least, long most) {
        return number(name, least, most).orElse(otherwise);
    }

    OptionalLong number(String name, long least, long most) {
        Optional<String> written = text(name);
        if (written.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            long value = Long.parseLong(written.get());
            if (value >= least && value <= most) {
                return OptionalLong.of(value);
            }
        } catch (NumberFormatException e) {
            // Reported below, together with values out of range.
        }
        throw ProblemException.parameter(
                name, "is '" + written.get() + "', expected a whole number from " + least + " to " + most);
    }

    <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> type) {
        return text(name).map(written -> {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equalsIgnoreCase(written)) {
                    return constant;
                }
            }
            throw ProblemException.parameter(
                    name,
                    "is '" + written + "', expected one of "
                            + String.join(
                                    ", ",
                                    Arrays.stream(type.getEnumConstants())
                                            .map(Enum::name)
                                            .toList()));
        });
    }
}
