package io.tradewatch.engine.index;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a text says of a country: one that is known, none at all, or something that cannot be read. Rule 0. What cannot be
 * read is neither known nor absent: no measure matches by it, and it is told.
 */
public final class CountryReading {
    /** Nothing was reported. */
    static final CountryReading ABSENT = new CountryReading(null);

    /** Something was reported that is not a country, or not exactly one. */
    static final CountryReading UNREADABLE = new CountryReading(null);

    private final @Nullable String code;

    private CountryReading(@Nullable String code) {
        this.code = code;
    }

    static CountryReading known(String code) {
        return new CountryReading(Objects.requireNonNull(code));
    }

    /** The canonical code; null unless the country is known. */
    public @Nullable String code() {
        return code;
    }

    /** Whether nothing was reported. */
    public boolean isAbsent() {
        return this == ABSENT;
    }

    /** Whether something was reported that cannot be read. */
    public boolean isUnreadable() {
        return this == UNREADABLE;
    }

    @Override
    public String toString() {
        return code != null ? code : isAbsent() ? "absent" : "unreadable";
    }
}
