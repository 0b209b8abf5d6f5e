package io.tradewatch.engine.index;

import io.tradewatch.engine.model.DayRange;
import io.tradewatch.engine.model.ReferenceTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Named groups of countries, with the days on which each country belongs to a group. Immutable. */
public final class CountryGroups {
    static final List<String> COLUMNS = List.of("group", "country", "from", "to");

    /**
     * The period in which one country belongs to a group.
     *
     * @param country the country's code
     * @param from the first day
     * @param to the first day after, or null
     */
    public record Membership(
            String country, LocalDate from, @Nullable LocalDate to) {
        /** Whether the country belongs to the group on a day. */
        public boolean covers(LocalDate date) {
            return !date.isBefore(from) && (to == null || date.isBefore(to));
        }
    }

    private final Map<String, List<Membership>> memberships;

    private CountryGroups(Map<String, List<Membership>> memberships) {
        this.memberships = memberships;
    }

    /**
     * Reads the table {@value ReferenceTable#COUNTRY_GROUPS}.
     *
     * @throws IllegalArgumentException when a row cannot be read
     * @throws java.time.DateTimeException when a day cannot be read or is out of range
     */
    public static CountryGroups from(ReferenceTable table) {
        table.requireColumns(COLUMNS);
        Map<String, List<Membership>> groups = new TreeMap<>();
        for (List<String> row : table.rows()) {
            LocalDate to = row.get(3).isEmpty() ? null : DayRange.day(row.get(3));
            groups.computeIfAbsent(row.get(0), name -> new ArrayList<>())
                    .add(new Membership(row.get(1), DayRange.day(row.get(2)), to));
        }
        groups.replaceAll((name, members) -> List.copyOf(members));
        return new CountryGroups(Map.copyOf(groups));
    }

    /** The names of the groups. */
    public Set<String> names() {
        return new TreeSet<>(memberships.keySet());
    }

    /** Whether there is a group of that name. */
    boolean has(String group) {
        return memberships.containsKey(group);
    }

    /** The memberships of a group, past and future ones included; empty when there is no such group. */
    public List<Membership> members(String group) {
        return memberships.getOrDefault(group, List.of());
    }
}
