package io.tradewatch.engine.model;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * One table of reference data: the measures need these tables.
 *
 * @param name one of the names below
 * @param columns the names of the columns
 * @param rows the rows, each as long as {@code columns}; an empty string means no value
 */
public record ReferenceTable(String name, List<String> columns, List<List<String>> rows) {
    /** {@code code,canonical,until,alpha3,numeric,names}; names are separated by {@code |}; the last four may be empty. */
    public static final String COUNTRIES = "countries";
    /** {@code group,country,from,to}; from inclusive, to exclusive, to may be empty. */
    public static final String COUNTRY_GROUPS = "country-groups";
    /** {@code edition,code}: the subheadings of each edition of the HS. */
    public static final String HS_CODES = "hs-codes";
    /** {@code code,name}: UN/LOCODE. */
    public static final String LOCATIONS = "locations";
    /** {@code edition_from,code_from,edition_to,code_to}. */
    public static final String HS_CORRELATION = "hs-correlation";
    /** {@code date,from,to,rate}. */
    public static final String EXCHANGE_RATES = "exchange-rates";

    public ReferenceTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).size() != columns.size()) {
                throw new IllegalArgumentException("table " + name + ", row " + (i + 1) + " has "
                        + rows.get(i).size() + " fields, expected " + columns.size());
            }
        }
    }

    /** The first table of a name; empty if there is none. */
    public static Optional<ReferenceTable> named(Collection<ReferenceTable> tables, String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** A table without rows. */
    public static ReferenceTable empty(String name, List<String> columns) {
        return new ReferenceTable(name, columns, List.of());
    }

    /**
     * Checks the columns of this table.
     *
     * @throws IllegalArgumentException unless the columns are these, in this order
     */
    public void requireColumns(List<String> expected) {
        if (!columns.equals(expected)) {
            throw new IllegalArgumentException("table " + name + " has columns " + columns + ", expected " + expected);
        }
    }
}
