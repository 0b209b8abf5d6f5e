package io.tradewatch.ruleset.files;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.ruleset.files.MeasureFields.Unreadable;
import io.tradewatch.ruleset.files.WrittenTable.Row;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads {@code country-groups.yaml}: the members of each group, with the days on which they belong to it. */
final class CountryGroupsFile {
    static final List<String> COLUMNS = List.of("group", "country", "from", "to");

    private static final Set<String> KEYS = Set.of("country", "from", "to");

    private CountryGroupsFile() {}

    /** Returns the table; empty when the file could not be read, which is reported. */
    static Optional<WrittenTable> read(Path file, Consumer<LintProblem> problems) {
        return YamlDocument.read(file, problems).map(document -> table(file, document, problems));
    }

    private static WrittenTable table(Path file, YamlDocument document, Consumer<LintProblem> problems) {
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, JsonNode> group : document.root().properties()) {
            String list = "/" + group.getKey();
            if (!group.getValue().isArray()) {
                problems.accept(LintProblem.error(
                        document.placeOf(list),
                        "group " + group.getKey() + " is not a list",
                        "write its members as a list of { country: \"DE\", from: 1958-01-01 }"));
            }
            for (int i = 0; i < group.getValue().size(); i++) {
                String member = list + "/" + i;
                try {
                    rows.add(row(group.getKey(), document, member));
                } catch (Unreadable e) {
                    problems.accept(e.in(document));
                }
            }
        }
        return new WrittenTable(file, ReferenceTable.COUNTRY_GROUPS, COLUMNS, rows);
    }

    private static Row row(String group, YamlDocument document, String pointer) {
        Set<String> unknown = new TreeSet<>();
        document.root().at(pointer).fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new Unreadable(pointer, "unknown keys " + unknown, "use country, from and to");
        }
        MeasureFields fields = new MeasureFields(document, pointer);
        LocalDate to = fields.dateOrNull("to");
        return new Row(
                document.placeOf(pointer),
                List.of(
                        group,
                        fields.text("country"),
                        fields.date("from").toString(),
                        to == null ? "" : to.toString()));
    }
}
