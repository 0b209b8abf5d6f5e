package io.tradewatch.engine.reference;

import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.model.Stop;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rule 0: countries; and the country groups of rules 3 and 4. */
final class NaiveCountries {
    /** "What is written is one of three." */
    enum State {
        KNOWN,
        ABSENT,
        UNREADABLE
    }

    /**
     * How a country was read.
     *
     * @param country canonical; null unless it is known
     * @param text as written; empty when nothing was
     */
    record Reading(State state, @Nullable String country, String text) {}

    /** One row of the table of countries, its names folded; what is empty in the table is empty here. */
    private record Row(String code, String canonical, String until, String alpha3, String numeric, Set<String> names) {}

    /** One row of the country groups, its country made canonical; null when that is not known. */
    private record Membership(
            String group,
            @Nullable String country,
            LocalDate from,
            @Nullable LocalDate to) {
        /** "From inclusive; to exclusive." */
        boolean covers(LocalDate d) {
            return !d.isBefore(from) && (to == null || d.isBefore(to));
        }
    }

    private static final Set<String> ABSENT =
            Set.of("", "-", "N/A", "NULL", "NONE", "UNKNOWN", "NOT SPECIFIED", "XX", "ZZ", "XZ");

    private final NaiveTables tables;
    private final List<Row> rows = new ArrayList<>();
    private final List<Membership> memberships = new ArrayList<>();

    NaiveCountries(NaiveTables tables) {
        this.tables = tables;
        List<String> columns = tables.columns(ReferenceTable.COUNTRIES);
        for (List<String> row : tables.rows(ReferenceTable.COUNTRIES)) {
            rows.add(new Row(
                    field(columns, row, "code"),
                    field(columns, row, "canonical"),
                    field(columns, row, "until"),
                    field(columns, row, "alpha3"),
                    field(columns, row, "numeric"),
                    names(field(columns, row, "names"))));
        }
        for (List<String> row : tables.rows(ReferenceTable.COUNTRY_GROUPS)) {
            LocalDate to = row.get(3).isEmpty() ? null : LocalDate.parse(row.get(3));
            memberships.add(new Membership(row.get(0), byCode(row.get(1)), LocalDate.parse(row.get(2)), to));
        }
    }

    /** The field of that name; empty in the old form of the table, which does not have it. */
    private static String field(List<String> columns, List<String> row, String column) {
        int index = columns.indexOf(column);
        return index < 0 ? "" : row.get(index);
    }

    /** "A name (so folded; separated by |)." */
    private static Set<String> names(String field) {
        Set<String> names = new TreeSet<>();
        for (String name : field.split("\\|", -1)) {
            names.add(folded(withoutDots(name)));
        }
        names.remove("");
        return names;
    }

    /** A country as it is read on day D. */
    Reading read(@Nullable String written, LocalDate d) {
        if (written == null || ABSENT.contains(upperCased(written))) {
            return new Reading(State.ABSENT, null, "");
        }
        Row row = row(withoutDots(written));
        if (row == null || (!row.until().isEmpty() && !d.isBefore(LocalDate.parse(row.until())))) {
            return new Reading(State.UNREADABLE, null, written);
        }
        return new Reading(State.KNOWN, row.canonical(), written);
    }

    /** "A stop without a country takes it from its location." */
    Reading read(Stop stop, LocalDate d) {
        Reading country = read(stop.country(), d);
        String location = stop.location();
        if (country.state() != State.ABSENT || location == null) {
            return country;
        }
        if (isLocode(compact(location))) {
            Reading first = read(compact(location).substring(0, 2), d);
            return new Reading(first.state(), first.country(), location);
        }
        return NaiveText.cleaned(location).isEmpty()
                ? new Reading(State.ABSENT, null, "")
                : new Reading(State.UNREADABLE, null, location);
    }

    /** "Blanks and hyphens deleted … as written (capitals)." */
    private static String compact(String location) {
        return location.replaceAll(NaiveText.WHITE, "").replace("-", "");
    }

    private boolean isLocode(String compact) {
        return compact.matches("[A-Z]{2}[A-Z2-9]{3}")
                && (!tables.isPublished(ReferenceTable.LOCATIONS)
                        || tables.rows(ReferenceTable.LOCATIONS).stream()
                                .anyMatch(row -> row.get(0).equals(compact)));
    }

    private @Nullable Row row(String text) {
        Row found = null;
        if (text.matches("[A-Z]{2}")) {
            found = first(row -> row.code().equals(text));
        } else if (text.matches("[A-Z]{3}")) {
            found = only(row -> row.alpha3().equals(text));
        } else if (text.matches("[0-9]{1,3}")) {
            String padded = "0".repeat(3 - text.length()) + text;
            found = only(row -> row.numeric().equals(padded));
        }
        if (found != null) {
            return found;
        }
        String name = folded(text);
        return only(row -> row.names().contains(name));
    }

    private @Nullable Row first(Predicate<Row> condition) {
        return rows.stream().filter(condition).findFirst().orElse(null);
    }

    /** The row, if there is exactly one. */
    private @Nullable Row only(Predicate<Row> condition) {
        List<Row> found = rows.stream().filter(condition).toList();
        return found.size() == 1 ? found.get(0) : null;
    }

    /** "Trimmed, inner white space to one blank, upper-cased (root)." */
    private static String upperCased(String written) {
        return NaiveText.cleaned(written).replaceAll(NaiveText.WHITE + "+", " ").toUpperCase(Locale.ROOT);
    }

    private static String withoutDots(String written) {
        return upperCased(written).replace(".", "");
    }

    /** "NFD, marks deleted, every run of what is no letter or digit to a blank, a leading THE dropped." */
    private static String folded(String text) {
        String bare = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\p{L}\\p{Nd}]+", " ")
                .strip();
        return bare.startsWith("THE ") ? bare.substring(4) : bare;
    }

    /** The canonical country of a code that a measure or a group names; null when it is no code of the table. */
    private @Nullable String byCode(String name) {
        String code = NaiveText.trimmed(name).toUpperCase(Locale.ROOT);
        Row row = first(candidate -> candidate.code().equals(code));
        return row == null ? null : row.canonical();
    }

    private List<Membership> members(String group) {
        return memberships.stream()
                .filter(membership -> membership.group().equals(group))
                .toList();
    }

    /** Whether a name in a measure is neither a country nor "in a published table" of groups. */
    boolean isUnknown(String countryOrGroup) {
        return byCode(countryOrGroup) == null && members(countryOrGroup).isEmpty();
    }

    /** The canonical countries that a measure's list of countries and groups stands for on day D. */
    Set<String> resolve(List<String> countriesAndGroups, LocalDate d) {
        Set<String> countries = new TreeSet<>();
        for (String name : countriesAndGroups) {
            String country = byCode(name);
            if (country != null) {
                countries.add(country);
            } else {
                members(name).stream()
                        .filter(membership -> membership.covers(d))
                        .map(Membership::country)
                        .filter(Objects::nonNull)
                        .forEach(countries::add);
            }
        }
        return countries;
    }
}
