package io.tradewatch.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Makes values of the topic of transfers as any producer could, good and bad, and the registry that goes with them. */
public final class TransferBytes {
    public final RegistrySchemas schemas;
    private final RegistryEncoder<Transfer> encoder;

    public TransferBytes() {
        this(new RegistrySchemas(new MockSchemaRegistryClient(), "memory", () -> 0));
    }

    TransferBytes(RegistrySchemas schemas) {
        this.schemas = schemas;
        this.encoder = RegistryEncoder.transfers(schemas, "transfers", Registration.AUTOMATIC);
    }

    /** The bytes of a transfer, by the contract. */
    public byte[] of(Transfer transfer) throws RegistryUnavailableException {
        return encoder.encode(transfer);
    }

    /** The bytes of the transfer that a line of JSON describes. */
    byte[] ofJson(String json) throws RegistryUnavailableException {
        return of(AvroJson.read(json, Transfer.class).orElseThrow());
    }

    /** The bytes of anything, written with a schema of the producer's own. */
    public byte[] written(Schema schema, Object datum) throws RegistryUnavailableException {
        int id = schemas.subjects().idOf("somebody-else-" + schema.hashCode(), schema, Registration.AUTOMATIC);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder binary = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<Object>(schema, Contracts.MODEL).write(datum, binary);
            binary.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    /** The contract of transfers with another text in one place. */
    public static Schema changed(String text, String replacement) {
        String contract = Contracts.TRANSFER.toString();
        assertThat(contract).contains(text);
        return new SchemaParser().parse(contract.replace(text, replacement)).mainSchema();
    }
}
