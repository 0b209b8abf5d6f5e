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

    /** The edition in force on a day; before 2007 the oldest that is known here, HS2007. */
    public static HsEdition inForceOn(LocalDate date) {
        for (int i = ALL.length - 1; i > 0; i--) {
            if (date.getYear() >= ALL[i].year) {
                return ALL[i];
            }
        }
        return HS2007;
    }

    /** The edition of that name, to the letter, if it is one. */
    public static Optional<HsEdition> named(String name) {
        for (HsEdition edition : ALL) {
            if (edition.name().equals(name)) {
                return Optional.of(edition);
            }
        }
        return Optional.empty();
    }

    /** The edition before this one; null where none is known here. */
    public @Nullable HsEdition older() {
        return ordinal() == 0 ? null : ALL[ordinal() - 1];
    }

    /** The edition after this one; null where there is none. */
    public @Nullable HsEdition newer() {
        return ordinal() == ALL.length - 1 ? null : ALL[ordinal() + 1];
    }

    /** The neighbouring edition in the direction of another one, which must not be this one. */
    public HsEdition towards(HsEdition other) {
        return ALL[ordinal() + Integer.signum(other.ordinal() - ordinal())];
    }
}
