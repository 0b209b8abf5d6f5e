package io.tradewatch.cli.transfers.guess;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the pattern in which the dates of a column are written. */
final class DateForm {
    private static final List<String> DAYS = List.of(
            "yyyy-MM-dd",
            "dd.MM.yyyy",
            "d.M.yyyy",
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "d/M/yyyy",
            "M/d/yyyy",
            "yyyy/MM/dd",
            "yyyy.MM.dd",
            "yyyyMMdd",
            "dd-MM-yyyy",
            "MM-dd-yyyy",
            "dd-MMM-yyyy",
            "d MMM yyyy",
            "dd MMM yyyy",
            "d MMMM yyyy",
            "MMM d, yyyy",
            "MMMM d, yyyy",
            "dd.MM.yy",
            "dd/MM/yy",
            "MM/dd/yy",
            "yyyy年M月d日");
    private static final List<String> TIMES =
            List.of("", " HH:mm", " HH:mm:ss", "'T'HH:mm", "'T'HH:mm:ss", "'T'HH:mm:ss.SSS");

    private record Pattern(String written, DateTimeFormatter formatter) {
        Optional<LocalDate> day(String text) {
            try {
                return Optional.of(LocalDate.parse(text, formatter));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    private static final List<Pattern> PATTERNS = patterns();

    private DateForm() {}

    private static List<Pattern> patterns() {
        List<Pattern> patterns = new ArrayList<>();
        for (String time : TIMES) {
            for (String day : DAYS) {
                patterns.add(new Pattern(
                        day + time,
                        new DateTimeFormatterBuilder()
                                .parseCaseInsensitive()
                                .appendPattern(day.replace('y', 'u') + time)
                                .toFormatter(Locale.ENGLISH)
                                .withResolverStyle(ResolverStyle.STRICT)));
            }
        }
        return List.copyOf(patterns);
    }

    /** Whether a text can be nothing but a date; a number of eight digits can. */
    static boolean isDate(String text) {
        return !NumberForm.isNumber(text)
                && (isInstant(text)
                        || PATTERNS.stream()
                                .anyMatch(pattern -> pattern.day(text).isPresent()));
    }

    /** The form of a column of dates; empty if there are not dates in nearly all cells. */
    static Optional<Form> of(List<String> values) {
        List<String> said = Form.said(values);
        if (Form.isMost(said.stream().filter(DateForm::isInstant).count(), said.size())) {
            return Optional.of(new Form(List.of(), "times of ISO 8601 with their offset", ""));
        }
        List<Pattern> fitting =
                Form.best(PATTERNS, said, (pattern, text) -> pattern.day(text).isPresent());
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        Pattern first = fitting.get(0);
        Optional<Pattern> other = fitting.stream()
                .filter(pattern -> said.stream()
                        .anyMatch(text -> pattern.day(text).isPresent()
                                && first.day(text).isPresent()
                                && !pattern.day(text).equals(first.day(text))))
                .findFirst();
        return Optional.of(new Form(
                List.of("format: " + Yaml.text(first.written())),
                "dates like " + said.get(0),
                other.map(pattern -> "every date in the sample also reads as " + pattern.written())
                        .orElse("")));
    }

    private static boolean isInstant(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
