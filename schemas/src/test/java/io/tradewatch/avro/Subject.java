package io.tradewatch.avro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaParser;

/** What a registry knows under one name: the contract as it is now, and every version that was ever released. */
enum Subject {
    TRANSFERS("transfers-value"),
    MEASURES("measures-value"),
    VIOLATIONS("violations-value");

    private static final Path CONTRACTS = Path.of("src/main/avro");
    private static final Path HISTORY = Path.of("history");

    private final String subjectName;

    Subject(String subjectName) {
        this.subjectName = subjectName;
    }

    /** The contract as its files say now, with the types that it borrows from other files. */
    Schema current() {
        SchemaParser parser = new SchemaParser();
        List<String> files = List.of("Transfer.avsc", "Measure.avsc", "ReferenceTable.avsc", "Violation.avsc");
        List<Schema> schemas = new ArrayList<>();
        for (String file : files) {
            schemas.add(parse(parser, CONTRACTS.resolve(file)));
        }
        return switch (this) {
            case TRANSFERS -> schemas.get(0);
            case MEASURES -> Schema.createUnion(schemas.get(1), schemas.get(2));
            case VIOLATIONS -> schemas.get(3);
        };
    }

    /** The released versions, oldest first; each file stands alone. */
    List<Schema> released() {
        List<Schema> versions = new ArrayList<>();
        for (int version = 1; Files.exists(file(version)); version++) {
            versions.add(parse(new SchemaParser(), file(version)));
        }
        return versions;
    }

    /** Where a version is kept. */
    Path file(int version) {
        return HISTORY.resolve(subjectName).resolve("v" + version + ".avsc");
    }

    /** Writes the contract as it is now to where it can be copied from when it is released. */
    Path writeCurrent() {
        Path target = Path.of("target/contracts").resolve(subjectName + ".avsc");
        try {
            Files.createDirectories(target.getParent());
            Files.writeString(target, SchemaFormatter.format("json/pretty", current()) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return target;
    }

    private static Schema parse(SchemaParser parser, Path file) {
        try {
            return parser.parse(file).mainSchema();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
