package io.tradewatch.codec.registry;

import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Encodes values in the format of Confluent's serializers: a zero byte, the schema's id in four bytes, then Avro. The
 * same record gives the same bytes.
 *
 * <p>Threading notes: not safe for use by several threads; each thread needs its own.
 *
 * @param <T> the type of the values
 */
public final class RegistryEncoder<T extends SpecificRecord> {
    private static final int INITIAL_BYTES = 1_024;

    private final RegistrySchemas schemas;
    private final String subject;
    private final Schema schema;
    private final Registration registration;
    private final SpecificDatumWriter<T> writer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
    private @Nullable BinaryEncoder encoder;
    private int schemaId;

    private RegistryEncoder(RegistrySchemas schemas, String topic, Schema schema, Registration registration) {
        this.schemas = schemas;
        this.subject = Contracts.subjectOf(topic);
        this.schema = schema;
        this.registration = registration;
        this.writer = new SpecificDatumWriter<>(schema, Contracts.MODEL);
    }

    /** Writes values of the topic of transfers. */
    public static RegistryEncoder<Transfer> transfers(
            RegistrySchemas schemas, String topic, Registration registration) {
        return new RegistryEncoder<>(schemas, topic, Contracts.TRANSFER, registration);
    }

    /** Writes values of the topic of measures: measures and reference tables, under the union of both. */
    public static RegistryEncoder<SpecificRecord> law(
            RegistrySchemas schemas, String topic, Registration registration) {
        return new RegistryEncoder<>(schemas, topic, Contracts.LAW, registration);
    }

    /** Writes values of the topic of violations. */
    public static RegistryEncoder<Violation> violations(
            RegistrySchemas schemas, String topic, Registration registration) {
        return new RegistryEncoder<>(schemas, topic, Contracts.VIOLATION, registration);
    }

    /**
     * Fetches the contract's id, once. The first {@link #encode} does this if it was not done before; afterwards no
     * call needs the registry.
     *
     * @return the id under which values are written
     * @throws RegistryUnavailableException when the registry gives no definite answer
     * @throws SchemaRefusedException when the registry rejects the contract
     */
    public int prepare() throws RegistryUnavailableException {
        if (schemaId == 0) {
            schemaId = schemas.subjects().idOf(subject, schema, registration);
        }
        return schemaId;
    }

    /**
     * Encodes a record's value.
     *
     * @param value complete: every required field is set
     * @throws RegistryUnavailableException when the contract's id is not cached and the registry does not return it
     * @throws SchemaRefusedException when the registry rejects the contract
     * @throws RuntimeException of Avro's, when the value does not follow the contract
     */
    public byte[] encode(T value) throws RegistryUnavailableException {
        prepare();
        bytes.reset();
        bytes.writeBytes(ByteBuffer.allocate(WireFormat.HEADER_BYTES)
                .put(WireFormat.MAGIC)
                .putInt(schemaId)
                .array());
        encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
        try {
            writer.write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
