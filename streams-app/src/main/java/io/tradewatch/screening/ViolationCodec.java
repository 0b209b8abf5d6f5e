package io.tradewatch.screening;

import io.tradewatch.avro.Violation;
import io.tradewatch.codec.ViolationDecoder;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.kafka.TopicNames;
import java.util.Map;

/**
 * Encodes and decodes violations in the format of their topic; waits for the registry if necessary. Used by one thread.
 */
public final class ViolationCodec {
    /**
     * The URL of the registry within this process. Its ids are the same in every process, because it contains one
     * contract only.
     */
    private static final String OWN_REGISTRY = "mock://violations-within-process";

    private final RegistryEncoder<Violation> encoder;
    private final ViolationDecoder decoder;
    private final RetryPolicy retryPolicy;

    public ViolationCodec(RegistrySchemas schemas, String topic, RetryPolicy retryPolicy) {
        this.encoder = RegistryEncoder.violations(schemas, topic, Registration.AUTOMATIC);
        this.decoder = new ViolationDecoder(schemas);
        this.retryPolicy = retryPolicy;
    }

    /**
     * Creates a codec for values that never leave the process, or return to the same release. It needs no external
     * registry.
     */
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

    /** Registers the contract now instead of at the first violation. */
    void prepare() throws RegistryUnavailableException {
        encoder.prepare();
    }

    /** Encodes a violation in the registry's wire format; the same violation always gives the same bytes. */
    byte[] encode(Violation violation) {
        return retryPolicy.withRegistry(() -> encoder.encode(violation));
    }

    /** Decodes the output of {@link #encode}, from this run or an earlier one. */
    public Violation decode(byte[] value) {
        return retryPolicy.withRegistry(() -> decoder.decode(value)).orElseThrow();
    }
}
