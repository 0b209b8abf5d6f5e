package io.tradewatch.engine.index;

import io.tradewatch.engine.index.CountryGroups.Membership;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Countries and country groups as a measure lists them, resolved to canonical codes. Immutable. */
public final class CountrySet {
    private final Map<String, List<Membership>> memberships;
    private final boolean empty;
    private final boolean hasUnresolved;

    private CountrySet(Map<String, List<Membership>> memberships, boolean empty, boolean hasUnresolved) {
        this.memberships = memberships;
        this.empty = empty;
        this.hasUnresolved = hasUnresolved;
    }

    /**
     * Resolves names. A name that is neither a known country nor a group adds no country, and makes
     * {@link #hasUnresolved} true.
     */
    public static CountrySet of(List<String> names, ReferenceTables reference) {
        Map<String, List<Membership>> memberships = new TreeMap<>();
        boolean hasUnresolved = false;
        for (String name : names) {
            String country = reference.countries().canonical(name);
            if (country != null) {
                add(memberships, new Membership(country, LocalDate.MIN, null));
                continue;
            }
            hasUnresolved |= !reference.groups().has(name);
            for (Membership member : reference.groups().members(name)) {
                String canonical = reference.countries().canonical(member.country());
                if (canonical != null) {
                    add(memberships, new Membership(canonical, member.from(), member.to()));
                }
            }
        }
        return new CountrySet(memberships, names.isEmpty(), hasUnresolved);
    }

    private static void add(Map<String, List<Membership>> memberships, Membership membership) {
        memberships
                .computeIfAbsent(membership.country(), country -> new ArrayList<>(1))
                .add(membership);
    }

    /** Whether the measure lists no names. */
    public boolean isEmpty() {
        return empty;
    }

    /** Whether the measure lists a name that no published table has. */
    public boolean hasUnresolved() {
        return hasUnresolved;
    }

    /** Whether a country belongs to the set on a day; an unknown country (null) does not. */
    public boolean contains(@Nullable String country, LocalDate date) {
        List<Membership> periods = country == null ? null : memberships.get(country);
        if (periods == null) {
            return false;
        }
        for (Membership period : periods) {
            if (period.covers(date)) {
                return true;
            }
        }
        return false;
    }

    /** All countries that belong to the set on any day. */
    public Set<String> everContained() {
        return memberships.keySet();
    }
}
