package io.tradewatch.ruleset.imports;

import static io.tradewatch.ruleset.imports.TariffField.ADDITIONAL_CODE;
import static io.tradewatch.ruleset.imports.TariffField.AREA;
import static io.tradewatch.ruleset.imports.TariffField.CONDITIONS;
import static io.tradewatch.ruleset.imports.TariffField.END;
import static io.tradewatch.ruleset.imports.TariffField.EXCLUDED_AREAS;
import static io.tradewatch.ruleset.imports.TariffField.FOOTNOTES;
import static io.tradewatch.ruleset.imports.TariffField.GOODS;
import static io.tradewatch.ruleset.imports.TariffField.QUOTA;
import static io.tradewatch.ruleset.imports.TariffField.REGULATION;
import static io.tradewatch.ruleset.imports.TariffField.REGULATION_URL;
import static io.tradewatch.ruleset.imports.TariffField.START;
import static io.tradewatch.ruleset.imports.TariffField.TYPE;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A form of official tariff data, and the law that it states. */
public enum TariffFormat {
    /** The UK's table "measures as defined", of the Department for Business and Trade. */
    UK_TARIFF("UK", "UK-TARIFF", "UK tariff", "GB", "UKGT", "uk", columnsOfUk(), EnumSet.of(REGULATION_URL, QUOTA)),

    /** The EU's table of measures, from the Excel files of TARIC, saved as CSV. */
    TARIC("EU", "EU-TARIC", "TARIC", "EU", "CN", "eu", columnsOfTaric(), EnumSet.of(QUOTA));

    /** Longest code that a measure of the EU's tariff states: TARIC's own digits follow the eighth. */
    private static final int DIGITS_OF_CN = 8;

    private static final int DIGITS_OF_UK = 10;

    private final String authority;
    private final String programme;
    private final String source;
    private final String boundBy;
    private final String tariff;
    private final String folder;
    private final Map<TariffField, String> columns;
    private final Set<TariffField> optional;

    TariffFormat(
            String authority,
            String programme,
            String source,
            String boundBy,
            String tariff,
            String folder,
            Map<TariffField, String> columns,
            Set<TariffField> optional) {
        this.authority = authority;
        this.programme = programme;
        this.source = source;
        this.boundBy = boundBy;
        this.tariff = tariff;
        this.folder = folder;
        this.columns = columns;
        this.optional = optional;
    }

    /** The name of the format as commands and files write it, such as {@code uk-tariff}. */
    public String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of its folder of generated files. */
    public String folder() {
        return folder;
    }

    String authority() {
        return authority;
    }

    String programme() {
        return programme;
    }

    /** The name of the data, in citations. */
    String source() {
        return source;
    }

    /** The country or group that the law binds. */
    String boundBy() {
        return boundBy;
    }

    /** The tariff of national digits. */
    String tariff() {
        return tariff;
    }

    /** The number of digits that the tariff has; further digits make a part of the code. */
    int digits() {
        return this == TARIC ? DIGITS_OF_CN : DIGITS_OF_UK;
    }

    /** The name of the column with a field; the columns of some fields are absent from a format. */
    Map<TariffField, String> columns() {
        return columns;
    }

    boolean isRequired(TariffField field) {
        return columns.containsKey(field) && !optional.contains(field);
    }

    private static Map<TariffField, String> columnsOfUk() {
        Map<TariffField, String> columns = new EnumMap<>(TariffField.class);
        columns.put(GOODS, "commodity__code");
        columns.put(TYPE, "measure__type__id");
        columns.put(ADDITIONAL_CODE, "measure__additional_code__code");
        columns.put(START, "measure__effective_start_date");
        columns.put(END, "measure__effective_end_date");
        columns.put(FOOTNOTES, "measure__footnotes");
        columns.put(CONDITIONS, "measure__conditions");
        columns.put(AREA, "measure__geographical_area__id");
        columns.put(EXCLUDED_AREAS, "measure__excluded_geographical_areas__ids");
        columns.put(QUOTA, "measure__quota__order_number");
        columns.put(REGULATION, "measure__regulation__id");
        columns.put(REGULATION_URL, "measure__regulation__url");
        return columns;
    }

    private static Map<TariffField, String> columnsOfTaric() {
        Map<TariffField, String> columns = new EnumMap<>(TariffField.class);
        columns.put(GOODS, "Goods code");
        columns.put(ADDITIONAL_CODE, "Add code");
        columns.put(QUOTA, "Order No.");
        columns.put(START, "Start date");
        columns.put(END, "End date");
        columns.put(REGULATION, "Legal base");
        columns.put(CONDITIONS, "Duty");
        columns.put(AREA, "Origin code");
        columns.put(TYPE, "Meas. type code");
        return columns;
    }
}
