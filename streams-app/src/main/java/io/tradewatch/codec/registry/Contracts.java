package io.tradewatch.codec.registry;

import io.tradewatch.avro.Transfer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * The contracts as they are registered: the text of {@code schemas/} with its documentation, but without the attributes
 * of generated Java classes. All code that uses Avro goes through this class, so that Avro trusts the generated classes
 * before it loads the first of them.
 */
public final class Contracts {
    /** Values of the topic of transfers. */
    public static final Schema TRANSFER;
    /** One kind of value of the topic of measures. */
    public static final Schema MEASURE;
    /** The other kind of value of the topic of measures. */
    public static final Schema REFERENCE_TABLE;
    /** Values of the topic of measures: the union of {@link #MEASURE} and {@link #REFERENCE_TABLE}. */
    public static final Schema LAW;
    /** Values of the topic of violations. */
    public static final Schema VIOLATION;

    /** Creates objects of the generated classes, and converts dates, times and decimals to Java's types. */
    public static final ContractModel MODEL = new ContractModel();

    static {
        trustGeneratedClasses();
        SchemaParser parser = new SchemaParser();
        TRANSFER = parse(parser, "Transfer");
        MEASURE = parse(parser, "Measure");
        REFERENCE_TABLE = parse(parser, "ReferenceTable");
        LAW = Schema.createUnion(MEASURE, REFERENCE_TABLE);
        VIOLATION = parse(parser, "Violation");
    }

    private Contracts() {}

    /** The subject of a topic's values, by Confluent's TopicNameStrategy. */
    public static String subjectOf(String topic) {
        return topic + "-value";
    }

    /**
     * Adds the generated classes to those that Avro trusts: it creates objects of trusted classes only. Classes that
     * were trusted before stay trusted. The setting applies to the whole process.
     */
    private static void trustGeneratedClasses() {
        String generated = Transfer.class.getPackageName();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().equals(generated)));
    }

    private static Schema parse(SchemaParser parser, String name) {
        String resource = "/avro/" + name + ".avsc";
        try (InputStream text = Transfer.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException("the contract " + resource + " is not on the class path");
            }
            return parser.parse(text).mainSchema();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the contract " + resource, e);
        }
    }
}
