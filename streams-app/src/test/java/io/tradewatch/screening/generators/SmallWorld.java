package io.tradewatch.screening.generators;

import io.tradewatch.screening.ReferenceTable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** A world with few countries, days and codes, so that what is drawn from it meets often; every oddity is in it. */
final class SmallWorld {
    /** Eight countries as tables write them, and other codes that stand for some of them. */
    static final List<String> COUNTRIES = List.of("KP", "RU", "CN", "DE", "GB", "GR", "US", "RE");

    /** Spellings that mean a country, and some that mean none. */
    static final List<String> ODD_COUNTRIES = List.of(
            " ru ",
            "EL",
            "uk",
            "XI",
            "xu",
            "kp",
            "\tKP",
            "Gb",
            "ZZ",
            "",
            " ",
            "XZ",
            "R U",
            "KPR",
            "K",
            "EU",
            "ß",
            "\u00a0CN",
            "\u2003RU");

    static final List<String> GROUPS = List.of("EU", "PAIR", "LEFT", "ODD");

    static final List<String> LOCATIONS =
            List.of("RUMMK", "kpnam", " GBLON", "ELATH", "ZZABC", "D", "", "XIBEL", "CN DLC", "C N", "XZXXX", "re");

    static final List<String> CURRENCIES = List.of("USD", "USD", "EUR", "EUR", "GBP", "KRW", "usd");

    static final List<String> TARIFFS = List.of("CN", "CN", "HTS", "cn");

    /** Days on which something changes: an edition, a group, a rate. Law and transfers gather around them. */
    static final List<LocalDate> DAYS = days(
            "2007-01-01",
            "2009-06-12",
            "2012-01-01",
            "2017-01-01",
            "2017-12-22",
            "2021-01-01",
            "2022-01-01",
            "2024-02-18");

    /** Codes of six digits, all of them in the correlation table but those of the last line. */
    static final List<String> SIX_DIGITS = List.of(
            "854231", "854239", "880211", "880212", "880260", "880330", "880320", "880730", "870390", "870391",
            "870392", "870393", "870394", "010121", "010129", "100100", "100110", "100120", "851770", "851771",
            "851779", "440290", "440220", "270119", "870323", "870340", "860900", "890310", "250100");

    private static final ReferenceTable COUNTRY_TABLE = table(
            ReferenceTable.COUNTRIES,
            "code,canonical",
            "KP,KP",
            "RU,RU",
            "CN,CN",
            "DE,DE",
            "GB,GB",
            "GR,GR",
            "US,US",
            "RE,RE",
            "SS,SS",
            "EL,GR",
            "UK,GB",
            "XI,GB",
            "XU,GB");

    private static final ReferenceTable GROUP_TABLE = table(
            ReferenceTable.COUNTRY_GROUPS,
            "group,country,from,to",
            "EU,DE,1958-01-01,",
            "EU,RE,1958-01-01,",
            "EU,GB,1973-01-01,2021-01-01",
            "EU,GR,1981-01-01,",
            "PAIR,KP,2006-10-14,",
            "PAIR,RU,2009-06-12,2017-01-01",
            "PAIR,RU,2022-01-01,",
            "LEFT,US,2007-01-01,2012-01-01",
            "ODD,UK,2000-01-01,",
            "ODD,EL,2017-01-01,2024-02-18");

    /** Splits, merges, codes with a row to themselves, moved codes, chains, a swap, and codes that come back. */
    private static final ReferenceTable CORRELATION_TABLE = table(
            ReferenceTable.HS_CORRELATION,
            "edition_from,code_from,edition_to,code_to",
            // One part keeps the number, one gets another.
            "HS2022,854231,HS2017,854231",
            "HS2022,854239,HS2017,854231",
            "HS2022,854239,HS2017,854239",
            // Two become one.
            "HS2017,880211,HS2022,880260",
            "HS2017,880212,HS2022,880260",
            // Two become one, and that one moves.
            "HS2017,880330,HS2012,880330",
            "HS2017,880330,HS2012,880320",
            "HS2022,880730,HS2017,880330",
            // One code moves at every step, and is split at the second.
            "HS2007,870390,HS2012,870391",
            "HS2012,870391,HS2017,870392",
            "HS2012,870391,HS2017,870393",
            "HS2017,870392,HS2022,870394",
            // Two change places.
            "HS2012,010121,HS2017,010129",
            "HS2012,010129,HS2017,010121",
            // Split, then joined under the old number.
            "HS2012,100100,HS2017,100110",
            "HS2012,100100,HS2017,100120",
            "HS2017,100110,HS2022,100100",
            "HS2017,100120,HS2022,100100",
            // A split whose parts are new.
            "HS2022,851771,HS2017,851770",
            "HS2022,851779,HS2017,851770",
            // A new part beside one that stays.
            "HS2022,440290,HS2017,440290",
            "HS2022,440220,HS2017,440290",
            // Named on the newer side only, under a number that means nothing special on the older.
            "HS2007,270110,HS2012,270119");

    private static final ReferenceTable RATE_TABLE = table(
            ReferenceTable.EXCHANGE_RATES,
            "date,from,to,rate",
            "2000-01-03,EUR,USD,1.009",
            "2007-01-01,EUR,USD,1.25",
            "2012-01-01,EUR,USD,1.3",
            "2017-12-22,EUR,USD,1.1853",
            "2009-06-12,USD,EUR,0.7",
            "2009-06-12,GBP,EUR,1.1",
            "2021-01-01,EUR,GBP,0.9",
            "2017-01-01,USD,KRW,1200",
            "2022-01-01,USD,KRW,3");

    static final List<ReferenceTable> TABLES = List.of(COUNTRY_TABLE, GROUP_TABLE, CORRELATION_TABLE, RATE_TABLE);

    private SmallWorld() {}

    private static ReferenceTable table(String name, String columns, String... rows) {
        return new ReferenceTable(
                name,
                List.of(columns.split(",")),
                Arrays.stream(rows).map(row -> List.of(row.split(",", -1))).toList());
    }

    private static List<LocalDate> days(String... days) {
        return Arrays.stream(days).map(LocalDate::parse).toList();
    }
}
