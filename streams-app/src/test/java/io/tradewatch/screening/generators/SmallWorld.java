package io.tradewatch.screening.generators;

import io.tradewatch.screening.ReferenceTable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** A world with few countries, days and codes, so that what is drawn from it meets often; every oddity is in it. */
final class SmallWorld {
    /** Eight countries as tables write them. */
    static final List<String> COUNTRIES = List.of("KP", "RU", "CN", "DE", "GB", "GR", "US", "RE");

    /** Codes that no longer stand for a country of their own, some of them only until a day of {@link #DAYS}. */
    static final List<String> WITHDRAWN = List.of("AN", "YU", "CS", "DD", "TP");

    /** What means that nothing is known of a country. */
    static final List<String> ABSENT_WORDS = List.of(
            "",
            " ",
            "\u200b",
            "\u00a0\t",
            "-",
            "N/A",
            "n/a ",
            "null",
            "None",
            "\tUNKNOWN",
            "not  specified",
            "NOT\u00a0SPECIFIED",
            "XX",
            "zz",
            "XZ",
            "\uff58\uff58");

    /** Spellings that mean a country, though hardly anybody writes them, and many that mean none. */
    static final List<String> ODD_COUNTRIES = List.of(
            "\u00df",
            "\u24c7\u24ca",
            "\u216dN",
            "U.S.",
            "U. S.",
            "4.0.8",
            "408.",
            "8",
            "08",
            "50",
            "Area 52",
            "Area",
            "\u200b".repeat(120) + "KP",
            "Korea",
            "KOR",
            "EU",
            "Atlantis",
            "Middle Land",
            "The Middle Land",
            "KPR",
            "XXU",
            "K",
            "R U",
            "R\u0301U",
            "\u041aP",
            "1",
            "000",
            "891",
            "9999",
            "\u0664\u0660\u0668",
            "12A",
            "N/A.",
            "X.X.",
            "...",
            "--",
            "*",
            "THE",
            "The",
            "KP / RU",
            "DE;CN",
            "somewhere beyond the sea ".repeat(6),
            "somewhere beyond the sea ".repeat(6) + "or not",
            "A".repeat(99) + "\ud83c\udf0d".repeat(3),
            "B".repeat(100),
            "C".repeat(101));

    static final List<String> GROUPS = List.of("EU", "PAIR", "LEFT", "ODD");

    /** Codes of places, most of them in the table of locations, and what else stands where such a code should. */
    static final List<String> LOCATIONS = List.of(
            "RUMMK",
            "KPNAM",
            "KP NAM",
            "GB-LON",
            " GBLON",
            "CN\u00a0DLC",
            "CN DLC",
            "C N D L C",
            "DEHAM",
            "ELATH",
            "XIBEL",
            "ANCUR",
            "YU2AB",
            "RU2XX",
            "KP1AA",
            "KPABC",
            "EUABC",
            "ZZABC",
            "XZXXX",
            "ROTTE",
            "Rotterdam",
            "ROTTERDAM",
            "Nampo, D.P.R. of Korea",
            "kpnam",
            "Kpnam",
            "\uff2b\uff30\uff2e\uff21\uff2d",
            "\u200bKPNAM",
            "KP",
            "D",
            "N/A",
            "-",
            "\u00ad",
            "",
            "\u2003",
            "the third pier behind the old lighthouse ".repeat(4));

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
            "851779", "440290", "440220", "270119", "870323", "870340", "087032", "087034", "010010", "030617",
            "860900", "890310", "250100", "025010");

    static final ReferenceTable COUNTRY_TABLE = table(
            ReferenceTable.COUNTRIES,
            "code,canonical,until,alpha3,numeric,names",
            "KP,KP,,PRK,408,North Korea|D.P.R.K.|Korea (Democratic People's Republic of)|NK",
            "RU,RU,,RUS,643,Russia|The Russian Federation|\u0420\u043e\u0441\u0441\u0438\u044f",
            "CN,CN,,CHN,156,China|PRC|\u4e2d\u56fd|Middle Land",
            "DE,DE,,DEU,276,Germany|Deutschland|Preu\u00dfen",
            "GB,GB,,GBR,826,United Kingdom|Great Britain|The U.K. of Great Britain & Northern Ireland",
            "GR,GR,,GRC,300,Greece|The Hellenic Republic|\u0395\u03bb\u03bb\u03ac\u03b4\u03b1",
            "US,US,,USA,840,United States|The U.S. of A.|Area 51|Middle Land",
            "RE,RE,,REU,638,R\u00e9union|\u00cele de la R\u00e9union",
            "SS,SS,,SSD,728,South Sudan",
            "XK,XK,,,,Kosovo",
            "AL,AL,,ALB,008,Albania",
            "BD,BD,,BGD,050,Bangladesh",
            "EL,GR,,,,",
            "UK,GB,,,,",
            "XI,GB,,XXU,,Northern Ireland",
            "XU,GB,,XXU,,",
            "DD,DE,,DDR,278,German Democratic Republic|G.D.R.",
            "TP,RE,,TMP,626,East Timor",
            "AN,AN,2012-01-01,ANT,530,Netherlands Antilles",
            "YU,YU,2009-06-12,YUG,891,Yugoslavia",
            "CS,CS,2017-12-22,SCG,891,Serbia and Montenegro|Serbia & Mont.");

    /** The same in the form that the table had before: {@code code,canonical}. */
    static final ReferenceTable OLD_COUNTRY_TABLE = new ReferenceTable(
            ReferenceTable.COUNTRIES,
            COUNTRY_TABLE.columns().subList(0, 2),
            COUNTRY_TABLE.rows().stream().map(row -> row.subList(0, 2)).toList());

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
            "LEFT,AN,2007-01-01,2021-01-01",
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

    /**
     * Subheadings, so that of two readings of a code one, both or none is one: 870323 and 087032 both are, of 870340 and
     * 087034 the first, of 030617 and 306170 the first, of 250100 and 025010 none; and of 990324 and 099032 the first,
     * whose chapter is none.
     */
    private static final ReferenceTable CODE_TABLE = table(
            ReferenceTable.HS_CODES,
            "edition,code",
            "HS2007,870323",
            "HS2012,870323",
            "HS2022,087032",
            "HS2017,870340",
            "HS2017,030617",
            "HS2012,100100",
            "HS2007,010010",
            "HS2022,854231",
            "HS2017,854231",
            "HS2012,010121",
            "HS2022,010129",
            "HS2022,880260",
            "HS2012,880320",
            "HS2017,890310",
            "HS2007,990324",
            "HS2007,270119");

    private static final ReferenceTable LOCATION_TABLE = table(
            ReferenceTable.LOCATIONS,
            "code,name",
            "RUMMK,Murmansk",
            "RU2XX,Somewhere",
            "KPNAM,Nampo",
            "GBLON,London",
            "CNDLC,Dalian",
            "DEHAM,Hamburg",
            "GRATH,Athinai",
            "ELATH,Athinai",
            "XIBEL,Belfast",
            "ANCUR,Curacao",
            "YU2AB,Elsewhere",
            "EUABC,Nowhere",
            "ZZABC,Nowhere",
            "XZXXX,High seas",
            "REPDG,Pointe des Galets");

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

    /** The tables that a law may lack: without them it says less, or is in doubt. */
    static final List<ReferenceTable> OTHER_TABLES =
            List.of(GROUP_TABLE, CODE_TABLE, LOCATION_TABLE, CORRELATION_TABLE, RATE_TABLE);

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
