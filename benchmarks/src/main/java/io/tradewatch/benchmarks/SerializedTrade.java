package io.tradewatch.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Transfers as they stand in their topic, with a registry inside this JVM.
 *
 * @param schemas the registry, which has been asked for the schema of the transfers
 * @param transfers in no order
 * @param keys their keys, in the same order
 * @param values their values, in the same order
 */
@SuppressWarnings("ArrayRecordComponent") // Read from, never compared.
record SerializedTrade(RegistrySchemas schemas, List<Transfer> transfers, byte[][] keys, byte[][] values) {
    /** The name of the topics that an encoder asks for. */
    static final String TOPIC = "micro";

    private static final long SEED = 15_485_863;

    /** Writes transfers, in an order that memory does not have them in. */
    static SerializedTrade of(Stream<Transfer> inOrder) throws RegistryUnavailableException {
        List<Transfer> transfers = new ArrayList<>(inOrder.toList());
        Collections.shuffle(transfers, new Random(SEED));
        RegistrySchemas schemas = RegistrySchemas.connect(Map.of("schema.registry.url", "mock://" + TOPIC));
        RegistryEncoder<Transfer> encoder = RegistryEncoder.transfers(schemas, TOPIC, Registration.AUTOMATIC);
        schemas.byId(encoder.prepare());
        byte[][] keys = new byte[transfers.size()][];
        byte[][] values = new byte[transfers.size()][];
        for (int i = 0; i < values.length; i++) {
            keys[i] = transfers.get(i).getTransferId().getBytes(UTF_8);
            values[i] = encoder.encode(transfers.get(i));
        }
        return new SerializedTrade(schemas, transfers, keys, values);
    }
}
