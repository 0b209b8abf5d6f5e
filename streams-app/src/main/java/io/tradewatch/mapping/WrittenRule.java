package io.tradewatch.mapping;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the rule of one field of a transfer, as documented in docs/files.md. */
final class WrittenRule {
    private static final List<String> KEYS = List.of(
            "column",
            "columns",
            "firstOf",
            "join",
            "constant",
            "prefix",
            "values",
            "otherwise",
            "keepOthers",
            "none",
            "format",
            "zone",
            "day",
            "decimalComma",
            "thousands",
            "signs",
            "decimals",
            "times");

    private WrittenRule() {}

    /**
     * The rule of a field.
     *
     * @param fields the fields of a mapping
     * @param name the field's name among them
     * @param today the reference date of two-digit years
     * @throws MappingException when it contradicts itself; the message follows the field's name
     */
    static FieldRule read(MappingDocument fields, String name, LocalDate today) throws MappingException {
        FieldPath path = FieldPath.parse(name);
        Optional<MappingDocument> written = fields.below(name);
        if (written.isEmpty()) {
            String column = fields.text(name)
                    .filter(named -> !named.isBlank())
                    .orElseThrow(() -> new MappingException("has no rule, expected a column's name or { column: … }"));
            return FieldRule.ofColumn(path, column);
        }
        MappingDocument rule = written.get();
        rule.requireKeys(KEYS);
        Optional<String> constant = rule.text("constant");
        List<String> columns = columns(rule, constant.isPresent());
        Optional<String> zone = rule.text("zone");
        List<String> formats = rule.texts("format");
        if (zone.isPresent() && formats.isEmpty()) {
            throw new MappingException("has a zone and no format, expected both or neither");
        }
        Optional<String> day = rule.text("day");
        if (day.isPresent() && formats.isEmpty()) {
            throw new MappingException("has a day and no format, expected both or neither");
        }
        PeriodDay periodDay = day.isPresent() ? PeriodDay.read(day.get()) : null;
        List<TimePattern> times = new ArrayList<>();
        for (String format : formats) {
            times.add(TimePattern.of(format, zone.orElse("UTC"), periodDay, today));
        }
        Set<String> none = new HashSet<>();
        rule.texts("none").forEach(word -> none.add(FieldRule.folded(word)));
        FieldRule made = new FieldRule(
                path,
                columns,
                rule.texts("firstOf").isEmpty() ? rule.text("join").orElse(" ") : null,
                constant.orElse(null),
                rule.text("prefix").orElse(""),
                rule.table("values").map(Map::copyOf).orElse(null),
                rule.text("otherwise").orElse(null),
                keepsOthers(rule),
                Set.copyOf(none),
                List.copyOf(times),
                NumberPattern.of(
                        rule.flag("decimalComma"),
                        rule.text("thousands").orElse(null),
                        rule.texts("signs"),
                        rule.number("decimals").orElse(null),
                        rule.text("times").orElse(null)));
        made.requireUsableConstant();
        return made;
    }

    private static boolean keepsOthers(MappingDocument rule) throws MappingException {
        boolean keeps = rule.flag("keepOthers");
        if (keeps && (rule.table("values").isEmpty() || rule.text("otherwise").isPresent())) {
            throw new MappingException("has keepOthers, expected it with values and without otherwise");
        }
        return keeps;
    }

    private static List<String> columns(MappingDocument rule, boolean hasConstant) throws MappingException {
        Optional<String> column = rule.text("column");
        List<String> columns = rule.texts("columns");
        List<String> firstOf = rule.texts("firstOf");
        int given = (column.isPresent() ? 1 : 0)
                + (columns.isEmpty() ? 0 : 1)
                + (firstOf.isEmpty() ? 0 : 1)
                + (hasConstant ? 1 : 0);
        if (given != 1) {
            throw new MappingException("has " + (given == 0 ? "none" : "several")
                    + " of column, columns, firstOf and constant, expected one of them");
        }
        if (rule.text("join").isPresent() && columns.isEmpty()) {
            throw new MappingException("has join and no columns, expected both or neither");
        }
        return column.map(List::of).orElse(firstOf.isEmpty() ? columns : firstOf);
    }
}
