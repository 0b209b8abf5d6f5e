package io.tradewatch.engine.index;

import io.tradewatch.engine.model.DayRange;
import io.tradewatch.engine.model.ReferenceTable;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The known countries, by every code and name under which they are reported. Rule 0. Immutable. */
public final class Countries {
    static final List<String> COLUMNS = List.of("code", "canonical", "until", "alpha3", "numeric", "names");

    /** The columns of tables in the older form, without names. */
    private static final List<String> CODES_ONLY = List.of("code", "canonical");

    /** Texts that mean that no country is known; {@code XZ} is the high seas. */
    private static final Set<String> ABSENT =
            Set.of("", "-", "N/A", "NULL", "NONE", "UNKNOWN", "NOT SPECIFIED", "XX", "ZZ", "XZ");

    private static final String NAME_SEPARATOR = "\\|";
    private static final String ARTICLE = "THE ";
    private static final int NUMERIC_DIGITS = 3;
    private static final int LETTERS = 26;

    /** The number of codes of two capital letters. */
    static final int NUMBERS = LETTERS * LETTERS;

    /** Stands for no country. */
    public static final int NO_NUMBER = -1;

    /**
     * A row of the table.
     *
     * @param known the reading of its codes and names
     * @param until the first day on which they no longer stand for one country; null if there is no such day
     */
    private record Row(CountryReading known, @Nullable LocalDate until) {
        CountryReading on(LocalDate day) {
            return until == null || day.isBefore(until) ? known : CountryReading.UNREADABLE;
        }
    }

    private final Map<String, Row> byCode;
    /** By three letters and by three digits. */
    private final Map<String, Row> byOtherCode;

    /** By folded name. */
    private final Map<String, Row> byName;

    private final short[] canonicalByNumber = new short[NUMBERS];

    /**
     * The readings by the number of a code of two capital letters, the usual form; null where the code needs the full
     * look-up.
     */
    private final @Nullable CountryReading[] readings = new CountryReading[NUMBERS];

    private Countries(Map<String, Row> byCode, Map<String, Row> byOtherCode, Map<String, Row> byName) {
        this.byCode = byCode;
        this.byOtherCode = byOtherCode;
        this.byName = byName;
        Arrays.fill(canonicalByNumber, (short) NO_NUMBER);
        byCode.forEach((code, row) -> {
            String canonical = row.known().code();
            if (row.until() == null && canonical != null) {
                canonicalByNumber[number(code)] = (short) number(canonical);
                if (!isAbsent(code)) {
                    readings[number(code)] = row.known();
                }
            }
        });
    }

    /**
     * Reads the table {@value ReferenceTable#COUNTRIES}; a table with only the columns {@code code,canonical} has no
     * other codes and no names.
     *
     * @throws IllegalArgumentException when a row cannot be read or a canonical code is not itself in the table
     */
    public static Countries from(ReferenceTable table) {
        if (!table.columns().equals(CODES_ONLY)) {
            table.requireColumns(COLUMNS);
        }
        Map<String, Row> byCode = new HashMap<>();
        for (List<String> row : table.rows()) {
            requireCode(row.get(0));
            requireCode(row.get(1));
            if (byCode.put(row.get(0), read(row)) != null) {
                throw new IllegalArgumentException("country " + row.get(0) + " is in the table twice");
            }
        }
        for (List<String> row : table.rows()) {
            Row canonical = byCode.get(row.get(1));
            if (canonical == null || !row.get(1).equals(canonical.known().code())) {
                throw new IllegalArgumentException(
                        "country " + row.get(0) + " maps to " + row.get(1) + ", which is not a canonical code");
            }
        }
        List<List<String>> complete = table.columns().equals(CODES_ONLY) ? List.of() : table.rows();
        return new Countries(
                Map.copyOf(byCode),
                unambiguous(complete, byCode, row -> Stream.of(row.get(3), row.get(4))),
                unambiguous(
                        complete,
                        byCode,
                        row -> Arrays.stream(row.get(5).split(NAME_SEPARATOR)).map(Countries::foldName)));
    }

    private static Row read(List<String> row) {
        String until = row.size() > 2 ? row.get(2) : "";
        try {
            return new Row(CountryReading.known(row.get(1)), until.isEmpty() ? null : DayRange.day(until));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "country " + row.get(0) + " is known until '" + until
                            + "', which is not a valid day; expected one such as 2006-06-03",
                    e);
        }
    }

    /** Returns the rows by their further codes or names, without those that several rows share. */
    private static Map<String, Row> unambiguous(
            List<List<String>> rows, Map<String, Row> byCode, Function<List<String>, Stream<String>> others) {
        Map<String, String> codes = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (List<String> row : rows) {
            others.apply(row).filter(other -> !other.isEmpty()).forEach(other -> {
                String before = codes.putIfAbsent(other, row.get(0));
                if (before != null && !before.equals(row.get(0))) {
                    ambiguous.add(other);
                }
            });
        }
        codes.keySet().removeAll(ambiguous);
        Map<String, Row> result = new HashMap<>();
        codes.forEach((other, code) -> result.put(other, Objects.requireNonNull(byCode.get(code))));
        return Map.copyOf(result);
    }

    /**
     * Reads a country from a text, for a day.
     *
     * @param reported the text as reported, or null
     * @param day the day on which the goods moved: some codes were withdrawn without one successor
     */
    public CountryReading read(@Nullable String reported, LocalDate day) {
        if (reported == null) {
            return CountryReading.ABSENT;
        }
        if (reported.length() == 2 && isLetter(reported.charAt(0)) && isLetter(reported.charAt(1))) {
            CountryReading reading = readings[number(reported)];
            if (reading != null) {
                return reading;
            }
        }
        String text = normalised(reported);
        if (isAbsent(text)) {
            return CountryReading.ABSENT;
        }
        if (text.length() > ReportedText.MOST_CHARACTERS) {
            return CountryReading.UNREADABLE;
        }
        Row found = find(text.replace(".", ""));
        return found == null ? CountryReading.UNREADABLE : found.on(day);
    }

    private @Nullable Row find(String text) {
        Row found = byCode.get(text);
        if (found == null) {
            found = byOtherCode.get(isNumeric(text) ? "0".repeat(NUMERIC_DIGITS - text.length()) + text : text);
        }
        return found != null ? found : byName.get(folded(text));
    }

    private static boolean isNumeric(String text) {
        return text.length() <= NUMERIC_DIGITS && text.chars().allMatch(ReportedText::isDigit);
    }

    /**
     * Returns a name in the form in which names are compared: letters and digits in capitals, without diacritical
     * marks, with single blanks between words, and without a leading article.
     *
     * @return empty when the text has no letters and no digits
     */
    public static String foldName(String name) {
        return folded(normalised(name).replace(".", ""));
    }

    /**
     * Returns a text in the form in which it is looked up: in normal form, with single blanks between words, in
     * capitals.
     */
    public static String normalised(String reported) {
        return ReportedText.normalised(reported).toUpperCase(Locale.ROOT);
    }

    /** Whether a text in that form means that no country is known. */
    public static boolean isAbsent(String normalised) {
        return ABSENT.contains(normalised);
    }

    private static String folded(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD).codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                kept.appendCodePoint(c);
            } else if (!isMark(c) && kept.length() > 0 && kept.charAt(kept.length() - 1) != ' ') {
                kept.append(' ');
            }
        });
        String words = kept.toString().stripTrailing();
        return words.startsWith(ARTICLE) ? words.substring(ARTICLE.length()) : words;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /**
     * Returns the canonical code for a code, trimmed and in capitals, regardless of the day.
     *
     * @return null when the table does not have the code
     */
    public @Nullable String canonical(String code) {
        Row row = byCode.get(code);
        row = row != null ? row : byCode.get(code.strip().toUpperCase(Locale.ROOT));
        return row == null ? null : row.known().code();
    }

    /** Returns the number of a code of two capital letters, from 0. The code need not be that of a country. */
    public static int number(int first, int second) {
        return (first - 'A') * LETTERS + (second - 'A');
    }

    /** Returns the number of a code of two capital letters. */
    static int number(String code) {
        return number(code.charAt(0), code.charAt(1));
    }

    /** Whether a code of two capital letters means that no country is known. */
    public static boolean standForNone(int first, int second) {
        return (first == 'X' && (second == 'X' || second == 'Z')) || (first == 'Z' && second == 'Z');
    }

    /**
     * Returns the number of the canonical code for the number of a code; {@link #NO_NUMBER} when the code cannot be
     * read, or cannot be read without the day.
     */
    public int canonical(int number) {
        return canonicalByNumber[number];
    }

    /**
     * Returns the canonical codes by name, in the form of {@link #foldName}, without the names that several countries share and
     * those that stand for no country from some day on.
     */
    public Map<String, String> codesByName() {
        Map<String, String> codes = new HashMap<>();
        byName.forEach((name, row) -> {
            String code = row.known().code();
            if (code != null && row.until() == null) {
                codes.put(name, code);
            }
        });
        return codes;
    }

    /** Whether the table has a code; it must match exactly. */
    public boolean isKnown(String code) {
        return byCode.containsKey(code);
    }

    private static void requireCode(String code) {
        if (code.length() != 2 || !isLetter(code.charAt(0)) || !isLetter(code.charAt(1))) {
            throw new IllegalArgumentException("'" + code + "' is not a country code; expected two capital letters");
        }
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
