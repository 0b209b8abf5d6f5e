package io.tradewatch.codec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Texts that people, spreadsheets and attackers write into fields, by what rule 0 makes of them in a country's field. */
final class HostileStrings {
    /** They say that no country is known. */
    static final Set<String> ABSENT = Set.of(
            "",
            " ",
            "\t",
            "\r\n",
            "\u00a0",
            "\u3000",
            "\u0085",
            "\u2028",
            "\u200b",
            "\ufeff",
            "\u202e\u202c",
            "-",
            "N/A",
            "n/a",
            "\uff2e\uff0f\uff21",
            "NULL",
            "null",
            "None",
            "Unknown",
            "not\u00a0specified",
            "XX",
            "xx",
            "ZZ",
            "XZ",
            "X\u200bX");

    /** They name a country, all of them one that no measure is about; none is to be told. */
    static final Set<String> KNOWN = Set.of(
            "\u00df",
            "\u212aP",
            "\ufb01",
            "\uff24\uff25",
            "D\u200bE",
            "de",
            "\tFR\r\n",
            "F.R.",
            "\u202eFR",
            "DE\ufeff",
            "FRA",
            "250",
            "\uff12\uff15\uff10",
            "THE GAMBIA",
            "NO",
            "NA",
            "FR\u2066\u2069",
            "\u00a0FR\u3000");

    private static final int LONG = 100_000;

    private HostileStrings() {}

    /** All of them, about two hundred. */
    static List<String> all() {
        Set<String> all = new LinkedHashSet<>(ABSENT);
        all.addAll(KNOWN);
        controls(all);
        invisible(all);
        lengthy(all);
        syntax(all);
        scripts(all);
        data(all);
        return new ArrayList<>(all);
    }

    private static void controls(Set<String> all) {
        for (int c = 0; c < 0x20; c++) {
            all.add("K" + (char) c + "P");
        }
        all.addAll(
                List.of("\u0000", "\u0000\u0000", "FR\u0000", "\u0000FR", "\u001b[31mFR\u001b[0m", "\u007f", "\u0080"));
        all.addAll(List.of("a\r\nb", "a\nb", "a\u2028b", "\b\b\b"));
    }

    private static void invisible(Set<String> all) {
        for (String mark : List.of(
                "\u200b",
                "\u200c",
                "\u200d",
                "\u200e",
                "\u200f",
                "\u202a",
                "\u202b",
                "\u202d",
                "\u202e",
                "\u2060",
                "\u2066",
                "\u2067",
                "\u2068",
                "\u00ad",
                "\ufeff",
                "\u061c",
                "\ue000",
                "\ufffe",
                "\uffff",
                "\ufffd",
                "\u034f",
                "\u3164",
                "\u115f",
                "\u180e",
                "\ufe0f",
                "\udb40\udc41")) {
            all.add("Atl" + mark + "antis");
        }
        all.addAll(List.of("\ufffd", "\ufffd\ufffd", "\ue000", "\u3164"));
        all.addAll(List.of("\ud800", "\udfff", "\ud800\ud800", "\udc00\ud800", "FR\ud83d", "\ude00FR"));
    }

    private static void lengthy(Set<String> all) {
        all.add("a" + "\u0301".repeat(LONG));
        all.add("a" + "\u0301\u0323".repeat(LONG / 2));
        all.add("\u0323\u0301".repeat(LONG / 2));
        all.add("x".repeat(LONG));
        all.add("1".repeat(LONG));
        all.add("8703".repeat(LONG / 4));
        all.add("\ufdfa".repeat(LONG));
        all.add("\u1112\u1161\u11ab".repeat(LONG / 3));
        all.add("\ud83d\ude00".repeat(LONG / 2));
        all.add(("x" + "\u200b".repeat(99)).repeat(LONG / 100));
        all.add(" ".repeat(LONG) + "x");
        all.add(".".repeat(LONG));
        all.add("-/. ".repeat(LONG / 4));
        all.add("=\"" + "'".repeat(LONG) + "\"");
        all.add("HS ".repeat(LONG / 3));
        all.add("x".repeat(99) + "\ud83d\ude00" + "x");
        all.add("x".repeat(100));
        all.add("x".repeat(101));
    }

    private static void syntax(Set<String> all) {
        all.addAll(List.of(
                "'", "\"", "`", "''", "\\", "\\\\", "\\u0000", "\"\"\"", "%s", "%n%n%n", "%1$999999999s", "{0}"));
        all.addAll(
                List.of("{}", "${jndi:ldap://x/a}", "#{7*7}", "{{7*7}}", "$(id)", "`id`", "; rm -r x", "| cat", "&&"));
        all.addAll(
                List.of("{\"a\":1}", "[", "]", "{", "}", "[[[[[[", "null,null", "\"KP\"", "<script>alert(1)</script>"));
        all.addAll(
                List.of("<!DOCTYPE x>", "&lt;", "<![CDATA[x]]>", "' OR '1'='1", "'; DROP TABLE x; --", "1;SELECT 1"));
        all.addAll(List.of("=cmd|' /C calc'!A0", "=1+1", "+1+1", "@SUM(1)", "=\"FR\"", "=HYPERLINK(\"x\")", "../../x"));
        all.addAll(List.of(
                "file:///x", "C:\\x", "a\u001fb", "a|b", "a,b;c\td", "(?i)(a+)+$", "*", "?", ".", "..", ",", "#"));
        all.addAll(List.of("_", "--", "//", "/", "~", "\u00ac", "&", "@", "!"));
    }

    private static void scripts(Set<String> all) {
        all.addAll(List.of(
                "\ud83c\udde9\ud83c\uddea",
                "\ud83c\uddf0\ud83c\uddf5",
                "\ud83d\ude00",
                "\ud83d\udc68\u200d\ud83d\udc69"));
        all.addAll(List.of("\ud83c\udff4\u200d\u2620\ufe0f", "\u2764\ufe0f", "\ud83d\udc4d\ud83c\udffd"));
        all.addAll(List.of("\u0627\u0644\u0642\u0645\u0631\u064a", "\u05e9\u05dc\u05d5\u05dd", "\u202eaissuR\u202c"));
        all.addAll(List.of(
                "\u0130stanbul", "\u0131\u0130", "i\u0307", "\u00df", "\ufb01", "\ufb03", "\u03a3\u03c2", "\u01c5"));
        all.addAll(List.of(
                "\u041a\u0420", "\u0420\u0420", "\u039a\u03a1", "K\u0420", "\u212aP", "\u24c0\u24c5x", "\ud835\udc0a"));
        all.addAll(List.of(
                "\u0662\u0665\u0660", "\u0968\u096b\u0966", "\u2461", "\u00b2\u2075", "\u4e8c\u4e94\u3007", "\u216f"));
        all.addAll(List.of(
                "\uff21\uff34\uff2c\uff21\uff2e\uff34\uff29\uff33", "Z\u0351\u0363a\u0358lgo", "\u0301", "\u1dfa"));
    }

    private static void data(Set<String> all) {
        all.addAll(List.of(
                "0", "00", "000", "-1", "1e5", "1E400", "3.14", "408.0", "8703.2", "870340.5", "NaN", "Infinity"));
        all.addAll(List.of(
                "0x10", "9999", "99999999999999999999", "2024-02-18", "18.02.2024", "00/00/0000", "1900-01-00"));
        all.addAll(List.of(
                "TRUE", "false", "n.a.?", "tbd", "TBA", "nil", "undefined", "[object Object]", "#N/A", "#REF!"));
        all.addAll(List.of(
                "XXX", "XX XX", "EU", "Korea", "Atlantis", "various", "see below", "multiple", "ZZZ", "QQ", "AA"));
        all.addAll(List.of("DE/FR", "DE,FR", "DE FR", "from DE", "Germany or France", "Fran\u00e7aise"));
    }
}
