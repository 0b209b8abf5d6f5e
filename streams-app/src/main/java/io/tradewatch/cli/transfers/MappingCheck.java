package io.tradewatch.cli.transfers;

import io.tradewatch.cli.Lines;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.text.PrintableText;
import io.tradewatch.mapping.FieldRule;
import io.tradewatch.mapping.MappingException;
import io.tradewatch.mapping.RowCells;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts what each field of a mapping finds in a file. */
final class MappingCheck {
    private final Map<String, Count> fields = new LinkedHashMap<>();
    private List<String> unused = List.of();

    private static final class Count {
        private int known;
        private int empty;
        private int unreadable;
        private String example = "";
    }

    private MappingCheck() {}

    /** Reads all rows of a file. */
    static MappingCheck of(Path file, TableMapping mapping) throws IOException, MappingException {
        MappingCheck check = new MappingCheck();
        mapping.fields().rules().forEach(rule -> check.fields.put(rule.path().toString(), new Count()));
        try (Table table = TransferFile.opener(file, mapping).open()) {
            check.unused = table.columns().stream()
                    .filter(column -> !column.isEmpty() && !mapping.columns().contains(column))
                    .distinct()
                    .toList();
            for (Optional<TableRow> row = table.next(); row.isPresent(); row = table.next()) {
                if (row.get().cells() instanceof DecodeResult.Decoded<RowCells> cells) {
                    mapping.fields().rules().forEach(rule -> check.count(rule, cells.value()));
                }
            }
        }
        return check;
    }

    private void count(FieldRule rule, RowCells cells) {
        Count count = fields.getOrDefault(rule.path().toString(), new Count());
        try {
            if (rule.value(cells).isPresent()) {
                count.known++;
            } else {
                count.empty++;
            }
        } catch (FieldRule.CellException e) {
            count.unreadable++;
            count.example = count.example.isEmpty() ? e.getMessage() : count.example;
        }
    }

    void print(PrintWriter out) {
        int width = fields.keySet().stream().mapToInt(String::length).max().orElse(0);
        List<String> lines = new ArrayList<>();
        lines.add(line(width, "field", "known", "empty", "unreadable"));
        fields.forEach((field, count) -> {
            lines.add(line(
                    width,
                    field,
                    Integer.toString(count.known),
                    Integer.toString(count.empty),
                    Integer.toString(count.unreadable)));
            if (!count.example.isEmpty()) {
                lines.add("  the first: " + PrintableText.line(count.example));
            }
        });
        lines.forEach(out::println);
        if (!unused.isEmpty()) {
            Lines.print(out, "columns that no field uses: ", String.join(", ", unused));
        }
        out.flush();
    }

    private static String line(int width, String field, String known, String empty, String unreadable) {
        return String.format("%-" + width + "s %9s %9s %11s", field, known, empty, unreadable);
    }
}
