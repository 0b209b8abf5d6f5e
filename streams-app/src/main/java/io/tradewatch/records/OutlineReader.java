package io.tradewatch.records;

import io.tradewatch.engine.outline.TransferOutline;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a record what {@link TransferOutline} holds, and allocates nothing. It walks the whole record and finds whatever
 * {@link TransferDecoder} finds wrong with it, but does not say what: for that, as for all that is out of the ordinary, the
 * record is to be decoded.
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
     * A reader that knows the schemas that others have asked a registry for.
     *
     * @param schemas where whoever decodes asks
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
     * @return its outline, good until the next is read; null where the record has to be decoded to know more: it is
     *     malformed, breaks the contract, corrects or cancels a transfer, is written in an unusual way, or by a schema that
     *     was not asked for yet: the registry is left to whoever decodes
     */
    public @Nullable TransferOutline read(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        if (key == null || value == null) {
            return null;
        }
        // Looking for a header among none allocates nothing, nor does looking for it among others once they were named.
        byte[] idHeader = WireFormat.idHeader(headers);
        return idHeader == null ? read(key, value) : read(key, value, schemas.knownIdIn(idHeader), 0);
    }

    /** What {@link #read(byte[], byte[], Headers)} gives for a record whose headers do not name a schema. */
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
            // Whoever decodes it says what is wrong.
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
