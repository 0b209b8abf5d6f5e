package io.tradewatch.ruleset.imports;

/** A field of a row of tariff data. */
enum TariffField {
    /** The goods code, with ten digits. */
    GOODS,
    /** The number of the measure type. */
    TYPE,
    /** The code of the country or group of countries. */
    AREA,
    /** Codes of areas to which the measure does not apply. */
    EXCLUDED_AREAS,
    /** The first day. */
    START,
    /** The last day, inclusive; blank when none is known. */
    END,
    /** The identifier of the regulation. */
    REGULATION,
    /** The address of the regulation. */
    REGULATION_URL,
    /** Certificates and thresholds that allow the trade. */
    CONDITIONS,
    /** Codes of footnotes. */
    FOOTNOTES,
    /** A code that selects a part of the goods. */
    ADDITIONAL_CODE,
    /** The order number of a quota. */
    QUOTA
}
