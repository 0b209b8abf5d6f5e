package io.tradewatch.screening.generators;

import io.tradewatch.screening.ReferenceTable;
import java.util.List;

/** The reference tables that a ruleset needs beside the countries, as small as tests can do with. */
public final class SmallTables {
    private SmallTables() {}

    /** HS codes, their correlation, country groups and exchange rates: nothing in them resolves a group or a rate. */
    public static List<ReferenceTable> besideCountries() {
        return List.of(
                new ReferenceTable(
                        ReferenceTable.HS_CODES,
                        List.of("edition", "code"),
                        List.of(List.of("HS2017", "870340"), List.of("HS2017", "490199"))),
                new ReferenceTable(
                        ReferenceTable.HS_CORRELATION,
                        List.of("edition_from", "code_from", "edition_to", "code_to"),
                        List.of()),
                new ReferenceTable(ReferenceTable.COUNTRY_GROUPS, List.of("group", "country", "from", "to"), List.of()),
                new ReferenceTable(ReferenceTable.EXCHANGE_RATES, List.of("date", "from", "to", "rate"), List.of()));
    }
}
