package io.tradewatch.engine.index;

import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.model.Violations;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reference tables for a law's measures. Immutable.
 *
 * @param countries the known country codes
 * @param groups the country groups
 * @param hsCodes the subheadings of the HS
 * @param locations the places
 * @param correlation the correspondence of HS editions
 * @param rates the exchange rates
 * @param lawVersion hash of the rules' version and of the tables' content: 16 hex digits
 */
public record ReferenceTables(
        Countries countries,
        CountryGroups groups,
        HsCodes hsCodes,
        Locations locations,
        HsCorrelation correlation,
        ExchangeRates rates,
        String lawVersion) {

    /**
     * Version of the rules that this code implements; it increases with every change that can give another result for
     * the same input.
     */
    public static final int RULES_VERSION = 2;

    private static final int VERSION_BYTES = 8;

    /**
     * Reads the tables; an absent table counts as empty.
     *
     * @param tables at most one table per name; tables with other names affect the law's version only
     * @throws IllegalArgumentException when a table cannot be read
     */
    public static ReferenceTables of(Collection<ReferenceTable> tables) {
        Map<String, ReferenceTable> byName = new TreeMap<>();
        byName.put(ReferenceTable.COUNTRIES, ReferenceTable.empty(ReferenceTable.COUNTRIES, Countries.COLUMNS));
        byName.put(
                ReferenceTable.COUNTRY_GROUPS,
                ReferenceTable.empty(ReferenceTable.COUNTRY_GROUPS, CountryGroups.COLUMNS));
        byName.put(ReferenceTable.HS_CODES, ReferenceTable.empty(ReferenceTable.HS_CODES, HsCodes.COLUMNS));
        byName.put(
                ReferenceTable.HS_CORRELATION,
                ReferenceTable.empty(ReferenceTable.HS_CORRELATION, HsCorrelation.COLUMNS));
        byName.put(
                ReferenceTable.EXCHANGE_RATES,
                ReferenceTable.empty(ReferenceTable.EXCHANGE_RATES, ExchangeRates.COLUMNS));
        tables.forEach(table -> byName.put(table.name(), table));
        return new ReferenceTables(
                Countries.from(byName.get(ReferenceTable.COUNTRIES)),
                CountryGroups.from(byName.get(ReferenceTable.COUNTRY_GROUPS)),
                HsCodes.from(byName.get(ReferenceTable.HS_CODES)),
                byName.containsKey(ReferenceTable.LOCATIONS)
                        ? Locations.from(byName.get(ReferenceTable.LOCATIONS))
                        : Locations.BY_FORM,
                HsCorrelation.from(byName.get(ReferenceTable.HS_CORRELATION)),
                ExchangeRates.from(byName.get(ReferenceTable.EXCHANGE_RATES)),
                hash(byName.values()));
    }

    /** Whether a name is a known country or a known group. */
    public boolean resolves(String name) {
        return countries.canonical(name) != null || groups.has(name);
    }

    /**
     * Reads the country from the location of a stop.
     *
     * @param location the location as reported, or null
     * @param day the day on which the goods moved
     */
    public CountryReading countryOfLocation(@Nullable String location, LocalDate day) {
        if (location == null || ReportedText.trimmed(location).isEmpty()) {
            return CountryReading.ABSENT;
        }
        String country = locations.countryOf(location);
        return country == null ? CountryReading.UNREADABLE : countries.read(country, day);
    }

    private static String hash(Collection<ReferenceTable> tables) {
        MessageDigest digest = Violations.sha256();
        digest.update(("rules " + RULES_VERSION + "\n").getBytes(StandardCharsets.UTF_8));
        for (ReferenceTable table : tables) {
            digest.update((table.name() + " " + table.columns() + "\n").getBytes(StandardCharsets.UTF_8));
            table.rows().forEach(row -> digest.update((row + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
    }
}
