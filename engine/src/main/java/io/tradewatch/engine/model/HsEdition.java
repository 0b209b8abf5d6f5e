package io.tradewatch.engine.model;

import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An edition of the Harmonized System, in force from 1 January of its year. */
public enum HsEdition {
    HS2007(2007),
    HS2012(2012),
    HS2017(2017),
    HS2022(2022);

    private static final HsEdition[] ALL = values();

    private final int year;

    HsEdition(int year) {
        this.year = year;
    }

    /** Returns the edition in force on a day; for a day before 2007 the oldest known edition, HS2007. */
    public static HsEdition inForceOn(LocalDate date) {
        for (int i = ALL.length - 1; i > 0; i--) {
            if (date.getYear() >= ALL[i].year) {
                return ALL[i];
            }
        }
        return HS2007;
    }

    /** Returns the edition with a name, which must match exactly; empty if there is none. */
    public static Optional<HsEdition> named(String name) {
        for (HsEdition edition : ALL) {
            if (edition.name().equals(name)) {
                return Optional.of(edition);
            }
        }
        return Optional.empty();
    }

    /** The previous edition; null for the oldest known one. */
    public @Nullable HsEdition older() {
        return ordinal() == 0 ? null : ALL[ordinal() - 1];
    }

    /** The next edition; null for the newest known one. */
    public @Nullable HsEdition newer() {
        return ordinal() == ALL.length - 1 ? null : ALL[ordinal() + 1];
    }

    /** Returns the neighbouring edition in the direction of another edition, which must not be this one. */
    public HsEdition towards(HsEdition other) {
        return ALL[ordinal() + Integer.signum(other.ordinal() - ordinal())];
    }
}
