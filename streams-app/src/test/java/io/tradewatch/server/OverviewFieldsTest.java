package io.tradewatch.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The field names of {@code GET /api/v1/overview}, which come from record components: in the JSON, in the description of
 * the API, and in the console's scripts. {@code points[].lag} is the field {@code lag} of the entries of {@code points}.
 */
class OverviewFieldsTest {
    private static final Set<String> FIELDS = Set.of(
            "at",
            "startedAt",
            "live.status",
            "live.reasons",
            "live.warnings",
            "ready.status",
            "ready.reasons",
            "ready.warnings",
            "law.measures",
            "law.position",
            "law.ageSeconds",
            "law.malformed",
            "rescreening.passes",
            "rescreening.recordsLeft",
            "rescreening.ageSeconds",
            "transfers",
            "alerts",
            "deadLetters",
            "foreignPartition",
            "lag",
            "intervalSeconds",
            "points[].at",
            "points[].transfersPerSecond",
            "points[].alertsPerSecond",
            "points[].deadLettersPerSecond",
            "points[].latencyMedian",
            "points[].latencySlowest",
            "points[].lag",
            "points[].measures",
            "points[].lawAgeSeconds",
            "points[].recordsLeft");

    /** What only other clients read. */
    private static final Set<String> UNREAD_BY_THE_CONSOLE = Set.of("at", "law.position");

    private static final Path DOCUMENT = Path.of("..", "docs", "openapi.yaml");
    private static final Path SCRIPTS = Path.of("src", "main", "resources", "io", "tradewatch", "server", "console");

    private static final Pattern PARAMETERS_OF_TILES = Pattern.compile("function tiles\\(\\{ ([\\w, ]+) \\}\\)");
    private static final Pattern OF_THE_ANSWER = Pattern.compile("\\banswer\\??\\.(\\w+(?:\\.\\w+)?)");
    private static final Pattern OF_A_PART = Pattern.compile("\\b((?:law|rescreening)\\.\\w+)");
    private static final Pattern OF_EACH = Pattern.compile("\\beach\\.(\\w+)");
    private static final Pattern ARGUMENT = Pattern.compile("\\(points, '(\\w+)'\\)");
    private static final Pattern LINE_OF_A_CHART = Pattern.compile("\\['[^']+', '(\\w+)'[,\\]]");

    @Test
    void shouldNameItsFieldsAsItsClientsKnowThem() throws IOException {
        HealthReport health = HealthReport.of(List.of("a reason"), List.of("a warning"));
        Overview.Point point = new Overview.Point("", 0, 0, 0, null, null, null, null, null, null);
        Overview.Answer answer = new Overview.Answer(
                "",
                "",
                health,
                health,
                new Overview.Law(null, null, null, null),
                new Overview.Rescreening(null, null, null),
                Map.of(),
                Map.of(),
                Map.of(),
                0,
                null,
                0,
                List.of(point));

        JsonNode written = OperationsServer.JSON.readTree(OperationsServer.JSON.writeValueAsBytes(answer));

        assertThat(fields(written)).isEqualTo(FIELDS);
    }

    @Test
    void shouldDescribeEveryField() throws IOException {
        JsonNode schemas =
                new ObjectMapper(new YAMLFactory()).readTree(DOCUMENT.toFile()).at("/components/schemas");

        assertThat(described(schemas.get("Overview"), schemas)).isEqualTo(FIELDS);
    }

    /** Equal rather than contained, so that no pattern of this test stops finding what it is for. */
    @Test
    void shouldHaveEveryFieldThatTheConsoleReads() throws IOException {
        Set<String> read = read();

        assertThat(FIELDS).containsAll(read);
        read.addAll(UNREAD_BY_THE_CONSOLE);
        assertThat(read).isEqualTo(FIELDS);
    }

    /** The fields that hold a value; one that holds an empty object is a field too. */
    private static Set<String> fields(JsonNode object) {
        Set<String> fields = new TreeSet<>();
        object.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isArray() && value.path(0).isObject()) {
                fields(value.get(0)).forEach(inner -> fields.add(field.getKey() + "[]." + inner));
            } else if (value.isObject() && !value.isEmpty()) {
                fields(value).forEach(inner -> fields.add(field.getKey() + "." + inner));
            } else {
                fields.add(field.getKey());
            }
        });
        return fields;
    }

    private static Set<String> described(JsonNode schema, JsonNode schemas) {
        Set<String> fields = new TreeSet<>();
        resolved(schema, schemas).path("properties").properties().forEach(property -> {
            JsonNode value = resolved(property.getValue(), schemas);
            Set<String> ofItems = described(value.path("items"), schemas);
            Set<String> ofValue = described(value, schemas);
            if (ofItems.isEmpty() && ofValue.isEmpty()) {
                fields.add(property.getKey());
            }
            ofItems.forEach(inner -> fields.add(property.getKey() + "[]." + inner));
            ofValue.forEach(inner -> fields.add(property.getKey() + "." + inner));
        });
        return fields;
    }

    private static JsonNode resolved(JsonNode schema, JsonNode schemas) {
        return schema.has("$ref")
                ? schemas.get(schema.get("$ref").asText().replaceFirst("^#/components/schemas/", ""))
                : schema;
    }

    /** What the scripts that know the overview's last answer read of it. */
    private static Set<String> read() throws IOException {
        Set<String> read = new TreeSet<>();
        for (String script : List.of("overview.js", "alerts.js", "app.js")) {
            read.addAll(found(OF_THE_ANSWER, Files.readString(SCRIPTS.resolve(script))));
        }
        String page = Files.readString(SCRIPTS.resolve("overview.js"));
        found(PARAMETERS_OF_TILES, page).forEach(parameters -> read.addAll(List.of(parameters.split(", "))));
        String tiles = function("tiles", page);
        read.addAll(found(OF_A_PART, tiles));
        for (Pattern ofAPoint : List.of(OF_EACH, ARGUMENT, LINE_OF_A_CHART)) {
            found(ofAPoint, tiles).forEach(field -> read.add("points[]." + field));
        }
        for (String field : found(OF_EACH, function("Health", page))) {
            read.addAll(List.of("live." + field, "ready." + field));
        }
        // The parts as such, of which the fields are read.
        read.removeAll(List.of("live", "ready", "law", "rescreening", "points"));
        return read;
    }

    private static Collection<String> found(Pattern pattern, String script) {
        Stream<MatchResult> all = pattern.matcher(script).results();
        return all.map(match -> match.group(1)).toList();
    }

    /** From a function's name to the brace that ends it. */
    private static String function(String name, String script) {
        int begin = script.indexOf("function " + name + "(");
        return script.substring(begin, script.indexOf("\n}", begin));
    }
}
