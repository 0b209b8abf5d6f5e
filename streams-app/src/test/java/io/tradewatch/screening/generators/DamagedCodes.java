package io.tradewatch.screening.generators;

import java.util.List;

/** Draws what spreadsheets, number columns and people make of a commodity code on its way. */
record DamagedCodes(Draw draw) {
    private static final List<String> SEPARATORS = List.of(" ", ".", "-", "/");

    /** The code with separators, marks or other damage, in a few cases with two kinds of it. */
    String damaged(String digits) {
        String once = one(digits);
        return draw.percent(15) ? one(once) : once;
    }

    private String one(String code) {
        return switch (draw.between(1, 14)) {
            case 1, 2 -> separated(code, 2);
            case 3 -> separated(code, 1);
            case 4 -> withoutItsZero(code);
            case 5 -> withoutItsZero(code) + draw.oneOf(".0", ".0", ".00", ",0");
            case 6 -> separated(withoutItsZero(code), draw.oneOf(1, 2));
            case 7 -> code + draw.oneOf(".0", "0.0");
            case 8, 9 -> ofOddLength(code);
            case 10 -> separated(ofOddLength(code), draw.oneOf(1, 2, 2, 2));
            case 11 ->
                draw.oneOf("=\"%s\"", "'%s", "=\"'%s\"", "=\" %s \"", "=\"%s", "' %s", "''%s")
                        .formatted(code);
            case 12 ->
                draw.oneOf(
                                "HS ",
                                "HS",
                                "hs:",
                                "HS CODE: ",
                                "hs code ",
                                "HS\tCODE:",
                                "HS Code",
                                "CN ",
                                "Cn: ",
                                "HTS:",
                                "taric ",
                                "TARIC",
                                "HSK ",
                                "HS HS ",
                                "HS- ")
                        + code;
            case 13 -> code + draw.oneOf("X", " x", "AB", "\u00e9", "\u03b1", ".X", "A1", "A1B2", "_", "*");
            default ->
                draw.oneOf(
                        " " + code + " ",
                        "\u00a0" + code + "\u2003",
                        "\ufeff" + code,
                        draw.inserted(code, "\u200b"),
                        draw.inserted(code, "\t"),
                        draw.inserted(code, "A"),
                        code + "00000000",
                        code + "12345678".substring(0, draw.between(1, 8)),
                        Draw.fullWidth(code));
        };
    }

    /** As a number column leaves it, whether a zero stood in front or not. */
    private static String withoutItsZero(String code) {
        return code.length() > 1 ? code.substring(1) : code;
    }

    /** With one digit too many for a code of pairs: 7, 9, 11 or 13 of them where the code allows it. */
    private String ofOddLength(String code) {
        String longer = code.length() < 6 ? code + "100000".substring(0, 6 - code.length()) : code;
        return longer + draw.oneOf("1", "0", "910", "100", "90000", "1000000");
    }

    /** With separators after multiples of so many characters, in front and behind as well. */
    private String separated(String code, int step) {
        String separator = draw.one(SEPARATORS);
        StringBuilder separated = new StringBuilder();
        for (int i = 0; i <= code.length(); i++) {
            boolean isInside = i > 0 && i < code.length();
            if (i % step == 0 && draw.percent(isInside ? 40 : 8)) {
                separated.append(draw.percent(80) ? separator : draw.one(SEPARATORS));
            }
            if (i < code.length()) {
                separated.append(code.charAt(i));
            }
        }
        return separated.toString();
    }
}
