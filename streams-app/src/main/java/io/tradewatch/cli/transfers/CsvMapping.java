package io.tradewatch.cli.transfers;

import io.tradewatch.codec.text.BoundedFile;
import io.tradewatch.codec.text.BoundedYaml;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Maps the columns of a CSV file to the fields of a transfer; read from a YAML file. */
public final class CsvMapping {
    private static final String ITEM_NUMBER = "goodsItems[0].itemNumber";
    private static final List<String> KEYS = List.of("delimiter", "charset", "groupBy", "fields");

    private final char delimiter;
    private final Charset charset;
    private final List<FieldRule> fields;
    private final List<String> groupBy;

    private CsvMapping(char delimiter, Charset charset, List<FieldRule> fields, List<String> groupBy) {
        this.delimiter = delimiter;
        this.charset = charset;
        this.fields = fields;
        this.groupBy = groupBy;
    }

    /**
     * Reads a mapping. Two-digit years are resolved relative to today.
     *
     * @throws MappingException when it cannot be used
     */
    public static CsvMapping read(Path file) throws IOException, MappingException {
        return read(file, LocalDate.now(ZoneOffset.UTC));
    }

    static CsvMapping read(Path file, LocalDate today) throws IOException, MappingException {
        MappingDocument document;
        try {
            document = MappingDocument.parse(BoundedYaml.read(file));
        } catch (BoundedFile.TooLargeException e) {
            throw new MappingException(file + ": " + e.getMessage());
        } catch (MappingException e) {
            throw new MappingException(file + e.getMessage());
        }
        try {
            document.requireKeys(KEYS);
            CsvMapping mapping = new CsvMapping(
                    delimiter(document), charset(document), fields(document, today), document.texts("groupBy"));
            mapping.requireOneItemARow();
            return mapping;
        } catch (MappingException e) {
            throw new MappingException(file + ": " + e.getMessage());
        }
    }

    private static char delimiter(MappingDocument document) throws MappingException {
        String delimiter = document.text("delimiter").orElse(",");
        if (delimiter.length() != 1 || delimiter.equals("\"")) {
            throw new MappingException("delimiter is '" + delimiter + "', expected one character");
        }
        return delimiter.charAt(0);
    }

    private static Charset charset(MappingDocument document) throws MappingException {
        String name = document.text("charset").orElse("UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new MappingException("charset is '" + name
                    + "', expected the name of a character set, such as UTF-8, windows-1252 or ISO-8859-1");
        }
    }

    private static List<FieldRule> fields(MappingDocument document, LocalDate today) throws MappingException {
        Optional<MappingDocument> written = document.below("fields");
        if (written.isEmpty() || written.get().keys().isEmpty()) {
            throw new MappingException("has no fields, expected lines like 'transferId: Number' below 'fields:'");
        }
        List<FieldRule> fields = new ArrayList<>();
        for (String name : written.get().keys()) {
            try {
                fields.add(WrittenRule.read(written.get(), name, today));
            } catch (MappingException e) {
                throw new MappingException("field '" + name + "' " + e.getMessage());
            }
        }
        return fields;
    }

    private void requireOneItemARow() throws MappingException {
        if (groupBy.isEmpty()) {
            return;
        }
        if (hasFurtherItems()) {
            throw new MappingException(
                    "groupBy makes each row one goods item, and a field goes into another one: map goodsItems[0] only");
        }
        if (itemNumber().filter(FieldRule::isConstant).isPresent()) {
            throw new MappingException(
                    "groupBy and " + ITEM_NUMBER + " as a constant give items of one number: map it to a"
                            + " column, or leave it out, and the rows of a group are counted");
        }
    }

    char delimiter() {
        return delimiter;
    }

    Charset charset() {
        return charset;
    }

    List<FieldRule> fields() {
        return fields;
    }

    /** Whether related rows are combined into one transfer: if the mapping groups rows, or has a column of item numbers. */
    boolean isGrouped() {
        return !groupBy.isEmpty()
                || (!hasFurtherItems()
                        && itemNumber().filter(rule -> !rule.isConstant()).isPresent());
    }

    /** The columns by which rows are grouped; empty: by the transfer's id and revision. */
    List<String> groupBy() {
        return Collections.unmodifiableList(groupBy);
    }

    Optional<FieldRule> field(String path) {
        return fields.stream()
                .filter(rule -> rule.path().toString().equals(path))
                .findFirst();
    }

    private Optional<FieldRule> itemNumber() {
        return field(ITEM_NUMBER);
    }

    private boolean hasFurtherItems() {
        return fields.stream().anyMatch(rule -> rule.path().item() > 0);
    }

    /** Checks that every mapped column exists exactly once. Other columns are ignored. */
    void requireColumns(List<String> columns) throws MappingException {
        for (FieldRule field : fields) {
            for (String column : field.columns()) {
                requireColumn(column, columns, "field '" + field.path() + "' is mapped to");
            }
        }
        for (String column : groupBy) {
            requireColumn(column, columns, "groupBy names");
        }
    }

    private static void requireColumn(String column, List<String> columns, String who) throws MappingException {
        if (!columns.contains(column)) {
            throw new MappingException(
                    who + " the column '" + column + "', and the file has " + new TreeSet<>(columns));
        }
        if (columns.indexOf(column) != columns.lastIndexOf(column)) {
            throw new MappingException(who + " the column '" + column
                    + "', and the file has several of that name: rename one in the file");
        }
    }
}
