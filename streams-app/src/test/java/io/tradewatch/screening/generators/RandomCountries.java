package io.tradewatch.screening.generators;

import io.tradewatch.screening.ReferenceTable;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws how people write a country: its codes, numbers and names, and what machines make of them; or no country. */
final class RandomCountries {
    private static final List<String> INVISIBLE = List.of("\u200b", "\ufeff", "\u00ad", "\u200e", "\u2060");
    private static final List<String> WHITE = List.of(" ", "  ", "\t", "\u00a0", "\u2003", "\u0085", "\r\n", "\u3000");
    private static final List<String> BETWEEN_WORDS = List.of("-", ", ", " (", "/", "\u2019", " \u2014 ", "_");

    private final PublishedLaw published;
    private final Draw draw;

    RandomCountries(PublishedLaw published, Draw draw) {
        this.published = published;
        this.draw = draw;
    }

    /** This country, given by a code or by whatever a measure calls it. */
    String written(String country) {
        String text = draw.percent(80) ? country : otherwise(country);
        return draw.percent(88) ? text : disguised(text);
    }

    /** Any country, an absent one, or an unreadable text. */
    @Nullable String any() {
        int kind = draw.between(1, 100);
        if (kind <= 10) {
            return null;
        }
        if (kind <= 14) {
            return draw.one(SmallWorld.ABSENT_WORDS);
        }
        if (kind <= 17) {
            return draw.one(SmallWorld.ODD_COUNTRIES);
        }
        return written(draw.one(kind <= 20 ? SmallWorld.WITHDRAWN : SmallWorld.COUNTRIES));
    }

    /** Another spelling of the same country in the published table, if there is one. */
    private String otherwise(String country) {
        List<String> spellings = new ArrayList<>();
        for (ReferenceTable table : published.tables()) {
            if (table.name().equals(ReferenceTable.COUNTRIES)) {
                int canonical = table.columns().indexOf("canonical");
                table.rows().stream()
                        .filter(row -> row.get(canonical).equals(country))
                        .forEach(row -> addSpellings(spellings, table.columns(), row));
            }
        }
        return spellings.isEmpty() ? country : draw.one(spellings);
    }

    private static void addSpellings(List<String> spellings, List<String> columns, List<String> row) {
        for (int i = 0; i < row.size(); i++) {
            String field = row.get(i);
            String column = columns.get(i);
            if (field.isEmpty() || column.equals("until")) {
                continue;
            }
            if (column.equals("names")) {
                spellings.addAll(List.of(field.split("\\|", -1)));
            } else {
                spellings.add(field);
            }
            if (column.equals("numeric")) {
                spellings.add(field.replaceAll("^0{1,2}", ""));
            }
        }
    }

    private String disguised(String text) {
        return switch (draw.between(1, 12)) {
            case 1 -> text.toLowerCase(Locale.ROOT);
            case 2 -> text.toUpperCase(Locale.ROOT);
            case 3 -> draw.one(WHITE) + text + draw.one(WHITE);
            case 4 -> text.replace(" ", draw.one(WHITE));
            case 5 -> draw.inserted(text, draw.one(INVISIBLE));
            case 6 -> draw.inserted(text, ".");
            case 7 -> draw.inserted(text, draw.oneOf("\u0301", "\u0308"));
            case 8 -> Draw.fullWidth(text);
            case 9 -> Normalizer.normalize(text, Normalizer.Form.NFD);
            case 10 -> draw.oneOf("The ", "the  ", "THE-", "The The ") + text;
            case 11 -> text.replace(" ", draw.one(BETWEEN_WORDS));
            default -> String.join(draw.oneOf(".", "\u200b", " "), text.split("", -1));
        };
    }
}
