package io.tradewatch.cli.transfers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which column of a CSV file goes into which field of a transfer, read from a YAML file. */
public final class CsvMapping {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final char delimiter;
    private final Map<FieldPath, FieldRule> fields;

    private CsvMapping(char delimiter, Map<FieldPath, FieldRule> fields) {
        this.delimiter = delimiter;
        this.fields = fields;
    }

    private record Document(
            @Nullable String delimiter, @Nullable Map<String, WrittenRule> fields) {}

    /**
     * Reads a mapping.
     *
     * @throws MappingException when it cannot be used
     */
    public static CsvMapping read(Path file) throws IOException, MappingException {
        Document document;
        try {
            document = YAML.readValue(Files.readString(file), Document.class);
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new MappingException(file + ":" + line + ": " + firstLine(e.getOriginalMessage()));
        }
        String delimiter = Objects.requireNonNullElse(document.delimiter(), ",");
        if (delimiter.length() != 1 || delimiter.equals("\"")) {
            throw new MappingException(file + ": delimiter is '" + delimiter + "', expected one character");
        }
        Map<String, WrittenRule> written = Objects.requireNonNullElse(document.fields(), Map.of());
        if (written.isEmpty()) {
            throw new MappingException(
                    file + ": has no fields, expected lines like 'transferId: Number' below 'fields:'");
        }
        Map<FieldPath, FieldRule> fields = new LinkedHashMap<>();
        for (Map.Entry<String, WrittenRule> entry : written.entrySet()) {
            try {
                if (entry.getValue() == null) {
                    throw new MappingException("has no rule, expected a column's name or { column: … }");
                }
                fields.put(FieldPath.parse(entry.getKey()), entry.getValue().rule());
            } catch (MappingException e) {
                throw new MappingException(file + ": field '" + entry.getKey() + "' " + e.getMessage());
            }
        }
        return new CsvMapping(delimiter.charAt(0), fields);
    }

    char delimiter() {
        return delimiter;
    }

    Map<FieldPath, FieldRule> fields() {
        return fields;
    }

    /** Checks that every column that is asked for is there. */
    void requireColumns(List<String> columns) throws MappingException {
        for (Map.Entry<FieldPath, FieldRule> field : fields.entrySet()) {
            String column = field.getValue().column();
            if (column != null && !columns.contains(column)) {
                throw new MappingException("field '" + field.getKey() + "' is mapped to the column '" + column
                        + "', and the file has " + new TreeSet<>(columns));
            }
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("cannot be read");
    }
}
