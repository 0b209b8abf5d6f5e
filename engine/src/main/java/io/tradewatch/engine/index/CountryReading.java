package io.tradewatch.engine.index;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading a country from a text: known, absent or unreadable. Rule 0. No measure matches an unreadable
 * country, and a finding reports it.
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
