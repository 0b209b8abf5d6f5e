package io.tradewatch.topology;

import io.tradewatch.avro.Violation;
import io.tradewatch.records.Registration;
import io.tradewatch.records.RegistryEncoder;
import io.tradewatch.records.RegistrySchemas;
import io.tradewatch.records.RegistryUnavailableException;
import io.tradewatch.records.TopicNames;
import io.tradewatch.records.ViolationDecoder;
import java.util.Map;

/** Violations to and from the bytes of their topic, waiting for the registry where it is needed. Used by one thread. */
final class ViolationCodec {
    /** The registry in this process. Its ids are the same in every process: one contract is registered there. */
    private static final String OWN_REGISTRY = "mock://violations-within-process";

    private final RegistryEncoder<Violation> encoder;
    private final ViolationDecoder decoder;
    private final RetryPolicy retryPolicy;

    ViolationCodec(RegistrySchemas schemas, String topic, RetryPolicy retryPolicy) {
        this.encoder = RegistryEncoder.violations(schemas, topic, Registration.AUTOMATIC);
        this.decoder = new ViolationDecoder(schemas);
        this.retryPolicy = retryPolicy;
    }

    /** One whose values never leave the process, or come back to the same release: no registry is asked. */
    static ViolationCodec withinProcess(RetryPolicy retryPolicy) {
        ViolationCodec codec = new ViolationCodec(
                RegistrySchemas.connect(Map.of("schema.registry.url", OWN_REGISTRY)),
                TopicNames.withPrefix("").violations(),
                retryPolicy);
        try {
            codec.prepare();
        } catch (RegistryUnavailableException e) {
            throw new AssertionError("a registry within this process is always there", e);
        }
        return codec;
    }

    /** Registers the contract now, not with the first violation. */
    void prepare() throws RegistryUnavailableException {
        encoder.prepare();
    }

    /** The registry's wire format; the same violation always gives the same bytes. */
    byte[] encode(Violation violation) {
        return retryPolicy.withRegistry(() -> encoder.encode(violation));
    }

    /** Reads what {@link #encode} wrote, now or before a restart. */
    Violation decode(byte[] value) {
        return retryPolicy.withRegistry(() -> decoder.decode(value)).orElseThrow();
    }
}
