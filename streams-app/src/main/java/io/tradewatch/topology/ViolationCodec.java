package io.tradewatch.topology;

import io.tradewatch.avro.Violation;
import io.tradewatch.records.Registration;
import io.tradewatch.records.RegistryEncoder;
import io.tradewatch.records.RegistrySchemas;
import io.tradewatch.records.RegistryUnavailableException;
import io.tradewatch.records.ViolationDecoder;

/** Violations to and from the bytes of their topic, waiting for the registry where it is needed. Used by one thread. */
final class ViolationCodec {
    private final RegistryEncoder<Violation> encoder;
    private final ViolationDecoder decoder;
    private final Patience patience;

    ViolationCodec(RegistrySchemas schemas, String topic, Patience patience) {
        this.encoder = RegistryEncoder.violations(schemas, topic, Registration.AUTOMATIC);
        this.decoder = new ViolationDecoder(schemas);
        this.patience = patience;
    }

    /** Registers the contract now, not with the first violation. */
    void prepare() throws RegistryUnavailableException {
        encoder.prepare();
    }

    /** The registry's wire format; the same violation always gives the same bytes. */
    byte[] encode(Violation violation) {
        return patience.withRegistry(() -> encoder.encode(violation));
    }

    /** Reads what {@link #encode} wrote, now or before a restart. */
    Violation decode(byte[] value) {
        return patience.withRegistry(() -> decoder.decode(value)).orElseThrow();
    }
}
