package io.tradewatch;

import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import java.time.Duration;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.awaitility.Awaitility;

/** Encodes what a test sends. A registry on a busy machine may keep it waiting for a while. */
public final class PatientEncoder {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private PatientEncoder() {}

    /** The same encoder, which asks a registry that does not answer again. */
    public static <T extends SpecificRecord> Function<T, byte[]> of(RegistryEncoder<T> encoder) {
        return record -> {
            try {
                return encoder.encode(record);
            } catch (RegistryUnavailableException e) {
                return Awaitility.await()
                        .atMost(PATIENCE)
                        .ignoreException(RegistryUnavailableException.class)
                        .until(() -> encoder.encode(record), encoded -> true);
            }
        };
    }
}
