package io.tradewatch.ruleset.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import io.tradewatch.codec.text.BoundedJson;
import io.tradewatch.codec.text.BoundedYaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The JSON Schema of measure files, or of the expected coverage; editors use the same schemas for completion. */
final class MeasureSchema {
    /** The file name of the schema, in the folder of measure files and in the jar. */
    static final String NAME = "measure-file.schema.json";

    private static final String COVERAGE = "coverage.schema.json";

    private final Schema schema;
    private final SchemaWording wording;

    private MeasureSchema(String text) throws IOException {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .formatAssertionsEnabled(true)
                .build();
        this.schema = SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(config))
                .getSchema(text, InputFormat.JSON);
        this.wording = new SchemaWording(BoundedJson.mapper().build().readTree(text));
    }

    /** Returns the schema in a folder of measure files, or the one in the jar if the folder has none. */
    static MeasureSchema beside(Path folder) throws IOException {
        return named(NAME, folder);
    }

    /** Returns the schema of the expected coverage in a folder of measure files, or the one in the jar. */
    static MeasureSchema ofCoverage(Path folder) throws IOException {
        return named(COVERAGE, folder);
    }

    private static MeasureSchema named(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        return new MeasureSchema(Files.isRegularFile(file) ? BoundedYaml.read(file) : bundled(name));
    }

    /** Returns the schema of measure files that is in the jar, as JSON. */
    static JsonNode document() {
        try {
            return BoundedJson.mapper().build().readTree(bundled(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String bundled(String name) throws IOException {
        try (InputStream in = MeasureSchema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar; build streams-app with Maven");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Checks a document: finds at most one problem per value, and one per missing or unknown key. */
    List<Found> check(YamlDocument document) {
        List<Found> problems = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (Error error : schema.validate(document.root().toString(), InputFormat.JSON)) {
            Violation violation = new Violation(
                    error.getInstanceLocation().toString(),
                    error.getKeyword() == null ? "" : error.getKeyword(),
                    error.getProperty() == null ? "" : error.getProperty(),
                    error.getMessage());
            if (!wording.isSaidElsewhere(violation) && told.add(violation.pointer() + "\n" + violation.property())) {
                problems.add(new Found(violation.pointer(), wording.problem(violation, document)));
            }
        }
        return problems;
    }

    /**
     * One rule of the schema that a document breaks.
     *
     * @param pointer the value that breaks it
     * @param keyword the schema's keyword, or empty
     * @param property the key that is missing or unknown, or empty
     * @param message the validator's own words
     */
    record Violation(String pointer, String keyword, String property, String message) {}

    /**
     * A problem with the pointer of its value.
     *
     * @param pointer the value
     * @param problem the problem
     */
    record Found(String pointer, LintProblem problem) {
        /** Whether the problem lies within a value. */
        boolean isWithin(String outer) {
            return pointer.equals(outer) || pointer.startsWith(outer + "/");
        }
    }
}
