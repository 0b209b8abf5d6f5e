package io.tradewatch.codec;

import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.WireFormat;
import io.tradewatch.codec.registry.WriterAliases;
import io.tradewatch.engine.outline.TransferOutline;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@link TransferOutline} of a record without allocating. It walks over the whole record and detects every
 * defect that {@link TransferDecoder} detects, but does not report which one. The caller must decode a record that has
 * a defect or is not ordinary.
 *
 * <p>Threading notes: not safe for use by several threads; one for each task.
 */
public final class OutlineReader {
    private final RegistrySchemas schemas;
    private final ScreeningProjection fields = new ScreeningProjection();
    private final Map<Integer, Optional<OutlinePlan>> plans = new HashMap<>();
    private final TransferOutline outline = new TransferOutline();
    private final StrictDecoder in = new StrictDecoder();
    private int lastSchemaId;
    private @Nullable OutlinePlan lastPlan;

    /**
     * Creates a reader that uses only the schemas that other users of {@code schemas} have fetched.
     *
     * @param schemas the registry that the decoder uses as well
     */
    public OutlineReader(RegistrySchemas schemas) {
        this.schemas = schemas;
    }

    /**
     * Reads a record of the first revision of a transfer.
     *
     * @param key the record's key
     * @param value the record's value
     * @param headers the record's headers, which may name the value's schema
     * @return its outline, valid until the next read; null when the record has to be decoded. This is the case when the
     *     record is malformed, breaks the contract, corrects or cancels a transfer, or is encoded in an unusual way,
     *     and when its schema was not fetched yet: only the decoder calls the registry
     */
    public @Nullable TransferOutline read(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        if (key == null || value == null) {
            return null;
        }
        // A look-up in empty headers does not allocate; neither does one in headers whose names were decoded before.
        byte[] idHeader = WireFormat.idHeader(headers);
        return idHeader == null ? read(key, value) : read(key, value, schemas.knownIdIn(idHeader), 0);
    }

    /** Does the same as {@link #read(byte[], byte[], Headers)} for a record whose headers do not name a schema. */
    public @Nullable TransferOutline read(byte @Nullable [] key, byte @Nullable [] value) {
        return key != null && WireFormat.isThere(value)
                ? read(key, value, Math.max(0, WireFormat.idIn(value)), WireFormat.HEADER_BYTES)
                : null;
    }

    private @Nullable TransferOutline read(byte[] key, byte[] value, int schemaId, int start) {
        OutlinePlan plan = plan(schemaId);
        if (plan == null) {
            return null;
        }
        in.reset(value, start);
        outline.clear();
        try {
            return plan.read(in, key, outline) && in.remainingBytes() == 0 ? outline : null;
        } catch (IOException | RuntimeException e) {
            // The decoder reports the defect.
            return null;
        }
    }

    private @Nullable OutlinePlan plan(int schemaId) {
        if (schemaId != lastSchemaId) {
            Schema writer = schemas.known(schemaId);
            if (writer == null) {
                return null;
            }
            lastPlan = plans.computeIfAbsent(
                            schemaId, id -> OutlinePlan.of(WriterAliases.applied(writer, Contracts.TRANSFER), fields))
                    .orElse(null);
            lastSchemaId = schemaId;
        }
        return lastPlan;
    }
}
