package io.tradewatch.state;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.Contracts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Encodes transfers as the first release did, for comparison with the state that the first release stored. It omits all
 * fields that were added to the contract later.
 *
 * <p>Threading notes: safe for use by several threads. It is used rarely and not optimized.
 */
public final class FirstTransferContract {
    private static final Schema FIRST = parse("/avro/history/transfers-value/v1.avsc");

    private FirstTransferContract() {}

    /** Encodes a transfer in Avro's binary encoding by the first version of the contract, without any header. */
    public static byte[] encode(Transfer transfer) {
        byte[] now = bytes(new SpecificDatumWriter<>(Contracts.TRANSFER, Contracts.MODEL), transfer);
        try {
            GenericRecord then = new GenericDatumReader<GenericRecord>(Contracts.TRANSFER, FIRST)
                    .read(null, DecoderFactory.get().binaryDecoder(now, null));
            return bytes(new GenericDatumWriter<>(FIRST), then);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    private static <T> byte[] bytes(DatumWriter<T> writer, T record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            writer.write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static Schema parse(String resource) {
        try (InputStream text = Transfer.class.getResourceAsStream(resource)) {
            if (text == null) {
                throw new IllegalStateException("the contract " + resource + " is not on the class path");
            }
            return new SchemaParser().parse(text).mainSchema();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the contract " + resource, e);
        }
    }
}
