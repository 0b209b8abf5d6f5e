package io.tradewatch.ruleset.imports;

import io.tradewatch.engine.model.DayRange;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The day of data, from the name of its file. */
public final class DataDay {
    private static final Pattern DAY = Pattern.compile("(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])");

    /** The UK's data set is named after the first day of the UK's own tariff; that is not the day of the data. */
    private static final String NAME_OF_DATA_SET = "uk-tariff-2021-01-01";

    private DataDay() {}

    /**
     * Returns the only day in the name of a file; empty when the name has no day or several.
     *
     * @param file the file, such as {@code measures-as-defined-2026-11-01.csv}
     */
    public static Optional<LocalDate> of(Path file) {
        Set<LocalDate> days = new TreeSet<>();
        Matcher matcher = DAY.matcher(String.valueOf(file.getFileName()).replace(NAME_OF_DATA_SET, ""));
        while (matcher.find()) {
            try {
                days.add(DayRange.day(matcher.group()));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        return days.size() == 1 ? days.stream().findFirst() : Optional.empty();
    }
}
