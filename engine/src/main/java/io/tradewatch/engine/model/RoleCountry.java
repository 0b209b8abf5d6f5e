package io.tradewatch.engine.model;

import java.util.Comparator;

/**
 * A country in its role: one entry of a violation's {@code matches} or {@code jurisdiction}.
 *
 * @param role the role
 * @param country the canonical country code
 */
public record RoleCountry(Role role, String country) implements Comparable<RoleCountry> {
    private static final Comparator<RoleCountry> ORDER =
            Comparator.comparing(RoleCountry::role).thenComparing(RoleCountry::country);

    @Override
    public int compareTo(RoleCountry other) {
        return ORDER.compare(this, other);
    }
}
