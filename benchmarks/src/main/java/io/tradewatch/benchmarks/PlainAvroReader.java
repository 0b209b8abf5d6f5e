package io.tradewatch.benchmarks;

import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads values that Confluent's serializer frames (a zero, the schema's id, Avro) by Avro's ordinary reader, with one
 * reader for each writer's schema and the decoder used again. Used by one thread.
 *
 * @param <T> what is read
 */
final class PlainAvroReader<T> {
    private static final int FRAME = 1 + Integer.BYTES;

    private final RegistrySchemas schemas;
    private final SpecificData model;
    private final Schema wanted;
    private final Map<Integer, SpecificDatumReader<T>> readers = new HashMap<>();
    private @Nullable BinaryDecoder decoder;

    /**
     * A reader that has read nothing.
     *
     * @param generated a generated class, whose conversions are used
     * @param wanted what is read: the schema of that class, or a union with it
     */
    PlainAvroReader(RegistrySchemas schemas, Class<?> generated, Schema wanted) {
        this.schemas = schemas;
        this.model = SpecificData.getForClass(generated);
        this.wanted = wanted;
    }

    T read(byte[] value) throws IOException, RegistryUnavailableException {
        int id = ByteBuffer.wrap(value).getInt(1);
        SpecificDatumReader<T> reader = readers.get(id);
        if (reader == null) {
            reader = new SpecificDatumReader<>(schemas.byId(id).orElseThrow(), wanted, model);
            readers.put(id, reader);
        }
        decoder = DecoderFactory.get().binaryDecoder(value, FRAME, value.length - FRAME, decoder);
        return reader.read(null, decoder);
    }
}
