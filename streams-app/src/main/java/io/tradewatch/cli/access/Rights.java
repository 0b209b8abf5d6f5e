package io.tradewatch.cli.access;

import io.tradewatch.cli.config.Configuration;
import io.tradewatch.cli.config.Keys;
import io.tradewatch.kafka.TopicNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.utils.SecurityUtils;

/**
 * The minimum rights of each command, in one table. {@code docs/security.md} shows the table, a test verifies it against a
 * real broker, and {@code doctor} and error messages use it.
 *
 * <pre>{@code
 * List<Right> needed = Rights.of("dead-letters redrive", Rights.names(configuration));
 * }</pre>
 */
public final class Rights {
    private static final String TABLE = "rights.csv";

    /**
     * A line of the table.
     *
     * @param command the words of the command, with the option that needs the right, if any
     * @param type topic, group or transactional-id
     * @param resource its name; words in braces depend on the settings
     * @param pattern literal or prefixed
     * @param operation as Kafka's tools write it
     */
    public record Row(String command, String type, String resource, String pattern, String operation) {
        Right right(Map<String, String> names) {
            String name = resource;
            for (Map.Entry<String, String> known : names.entrySet()) {
                name = name.replace("{" + known.getKey() + "}", known.getValue());
            }
            ResourceType resourceType = ResourceType.fromString(type.replace('-', '_'));
            PatternType patternType = PatternType.valueOf(pattern.toUpperCase(Locale.ROOT));
            return new Right(new ResourcePattern(resourceType, name, patternType), SecurityUtils.operation(operation));
        }
    }

    private Rights() {}

    /** The whole table. */
    public static List<Row> table() {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (InputStream text = Rights.class.getResourceAsStream(TABLE)) {
            if (text == null) {
                throw new IllegalStateException(TABLE + " is not on the class path");
            }
            List<Row> rows = new ArrayList<>();
            for (CSVRecord line : format.parse(new InputStreamReader(text, StandardCharsets.UTF_8))) {
                rows.add(new Row(
                        line.get("command"),
                        line.get("type"),
                        line.get("resource"),
                        line.get("pattern"),
                        line.get("operation")));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE, e);
        }
    }

    /**
     * The rights that a command needs.
     *
     * @param command the words of the command; lines for an option apply if {@code names} has the option's word
     * @param names the replacements of the words in braces
     */
    public static List<Right> of(String command, Map<String, String> names) {
        return table().stream()
                .filter(row -> row.command().equals(command) || isForOptionOf(command, row, names))
                .map(row -> row.right(names))
                .toList();
    }

    private static boolean isForOptionOf(String command, Row row, Map<String, String> names) {
        String option = command + " --";
        return row.command().startsWith(option)
                && names.containsKey(row.command().substring(option.length()));
    }

    /** The replacements of the words in braces under these settings. */
    public static Map<String, String> names(Configuration configuration) {
        TopicNames topics = configuration.topics();
        Map<String, String> names = new HashMap<>();
        names.put("transfers", topics.transfers());
        names.put("measures", topics.measures());
        names.put("violations", topics.violations());
        names.put("dead-letters", topics.deadLetters());
        names.put("application-id", configuration.get(Keys.APPLICATION_ID));
        return names;
    }
}
