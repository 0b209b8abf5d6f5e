package io.tradewatch.cli.transfers;

import io.tradewatch.codec.text.BoundedFile;
import io.tradewatch.codec.text.BoundedYaml;
import io.tradewatch.codec.text.NearestName;
import io.tradewatch.mapping.FieldMapping;
import io.tradewatch.mapping.FieldRule;
import io.tradewatch.mapping.MappingDocument;
import io.tradewatch.mapping.MappingException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Maps the columns of a CSV file or a workbook to the fields of a transfer; read from a YAML file. */
public final class TableMapping {
    private static final String ITEM_NUMBER = "goodsItems[0].itemNumber";
    private static final List<Character> DELIMITERS = List.of(';', '\t', ',', '|');
    private static final List<String> KEYS =
            List.of("delimiter", "quote", "charset", "header", "sheet", "groupBy", "fields");

    private final char delimiter;
    private final @Nullable Character quote;
    private final Charset charset;
    private final HeaderRow header;
    private final @Nullable String sheet;
    private final FieldMapping fields;
    private final List<String> groupBy;
    private final Set<String> columns = new LinkedHashSet<>();

    private TableMapping(MappingDocument document, LocalDate today) throws MappingException {
        document.requireKeys(KEYS);
        this.delimiter = delimiter(document);
        this.quote = quote(document);
        this.charset = charset(document);
        this.header = HeaderRow.of(document);
        this.sheet = document.text("sheet").orElse(null);
        this.fields = FieldMapping.read(document, today);
        this.groupBy = document.texts("groupBy");
        columns.addAll(fields.columns());
        columns.addAll(groupBy);
        requireOneItemARow();
    }

    /**
     * Reads a mapping. Two-digit years are resolved relative to today.
     *
     * @throws MappingException when it cannot be used
     */
    public static TableMapping read(Path file) throws IOException, MappingException {
        return read(file, LocalDate.now(ZoneOffset.UTC));
    }

    static TableMapping read(Path file, LocalDate today) throws IOException, MappingException {
        MappingDocument document;
        try {
            document = MappingDocument.parse(BoundedYaml.read(file));
        } catch (BoundedFile.TooLargeException e) {
            throw new MappingException(file + ": " + e.getMessage());
        } catch (MappingException e) {
            throw new MappingException(file + e.getMessage());
        }
        try {
            return new TableMapping(document, today);
        } catch (MappingException e) {
            throw new MappingException(file + ": " + e.getMessage());
        }
    }

    private static char delimiter(MappingDocument document) throws MappingException {
        String delimiter = document.text("delimiter").orElse(",");
        if (delimiter.equals("tab")) {
            return '\t';
        }
        if (delimiter.length() != 1 || delimiter.equals("\"")) {
            throw new MappingException("delimiter is '" + delimiter + "', expected one character, or tab");
        }
        return delimiter.charAt(0);
    }

    private static @Nullable Character quote(MappingDocument document) throws MappingException {
        String quote = document.text("quote").orElse("\"");
        if (quote.equals("none")) {
            return null;
        }
        if (quote.length() != 1) {
            throw new MappingException("quote is '" + quote + "', expected one character, or none");
        }
        return quote.charAt(0);
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

    /** The character around cells that contain a delimiter or a line's end; null: there is none. */
    @Nullable Character quote() {
        return quote;
    }

    HeaderRow header() {
        return header;
    }

    /** The sheet of a workbook; empty: the first visible one that has the columns. */
    Optional<String> sheet() {
        return Optional.ofNullable(sheet);
    }

    /** The columns that are needed, in the order of the mapping. */
    Set<String> columns() {
        return Collections.unmodifiableSet(columns);
    }

    /** How many of the needed columns there are among these. */
    int found(List<String> names) {
        return (int) columns.stream().filter(names::contains).count();
    }

    Charset charset() {
        return charset;
    }

    FieldMapping fields() {
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

    private Optional<FieldRule> itemNumber() {
        return fields.rule(ITEM_NUMBER);
    }

    private boolean hasFurtherItems() {
        return fields.rules().stream().anyMatch(rule -> rule.path().item() > 0);
    }

    /** Checks that every mapped column exists exactly once. Other columns are ignored. */
    void requireColumns(List<String> names) throws MappingException {
        for (FieldRule field : fields.rules()) {
            for (String column : field.columns()) {
                requireColumn(column, names, "field '" + field.path() + "' is mapped to");
            }
        }
        for (String column : groupBy) {
            requireColumn(column, names, "groupBy names");
        }
    }

    private void requireColumn(String column, List<String> names, String who) throws MappingException {
        if (!names.contains(column)) {
            throw new MappingException(who + " the column '" + column + "', and the file has " + new TreeSet<>(names)
                    + remedy(column, names));
        }
        if (names.indexOf(column) != names.lastIndexOf(column)) {
            throw new MappingException(who + " the column '" + column
                    + "', and the file has several of that name: rename one in the file");
        }
    }

    private String remedy(String column, List<String> names) {
        Optional<Character> other = names.size() > 1
                ? Optional.empty()
                : DELIMITERS.stream()
                        .filter(each -> each != delimiter && names.get(0).indexOf(each) >= 0)
                        .findFirst();
        if (other.isPresent()) {
            return "; its cells seem to be separated by '" + (other.get() == '\t' ? "tab" : other.get())
                    + "': set 'delimiter' in the mapping";
        }
        return NearestName.of(column, names)
                .map(near -> "; did you mean '" + near + "'?")
                .orElse("");
    }
}
