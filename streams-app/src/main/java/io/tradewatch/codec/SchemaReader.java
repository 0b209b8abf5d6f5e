package io.tradewatch.codec;

import static io.tradewatch.codec.registry.StructuralDefect.Reason.DECIMAL_OUT_OF_RANGE;
import static io.tradewatch.codec.registry.StructuralDefect.Reason.UNDECODABLE;

import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.DefectFound;
import io.tradewatch.codec.registry.LongDecimalException;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.codec.registry.SchemaSize;
import io.tradewatch.codec.registry.WireFormat;
import io.tradewatch.codec.registry.WriterAliases;
import io.tradewatch.codec.registry.WriterGaps;
import io.tradewatch.codec.registry.WriterSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads values in the registry's wire format, written with any version of the contract, into objects of one type.
 *
 * <p>Threading notes: not safe for use by several threads.
 *
 * @param <T> the type of the objects
 */
final class SchemaReader<T> {
    private final RegistrySchemas schemas;
    private final Schema contract;
    private final Function<Schema, DatumReader<T>> readerOf;
    private final Map<Integer, Version<T>> versions = new HashMap<>();
    private final StrictDecoder decoder = new StrictDecoder();

    /**
     * One writer's schema: its reader, or the problem because of which it cannot be read.
     *
     * @param check skips over a value before it is read, for a recursive schema only: Avro's readers would follow deep
     *     nesting until the stack overflows
     */
    private record Version<T>(
            int schemaId, DatumReader<T> reader, Optional<String> problem, Optional<ReadingStep> check) {
        /** An id below 0 is internal to this process and stands for a GUID. */
        String name() {
            return schemaId < 0 ? "the schema of the header's GUID" : "schema id " + schemaId;
        }
    }

    /**
     * @param contract the whole contract, which writers' schemas are compared with
     * @param readerOf creates the reader of a writer's schema; the reader may read only a part of the contract
     */
    SchemaReader(RegistrySchemas schemas, Schema contract, Function<Schema, DatumReader<T>> readerOf) {
        this.schemas = schemas;
        this.contract = contract;
        this.readerOf = readerOf;
    }

    /**
     * Reads a value.
     *
     * @param headers the record's headers, which may name the schema
     */
    T read(byte @Nullable [] value, Headers headers) throws DefectFound, RegistryUnavailableException {
        byte[] idHeader = value == null ? null : WireFormat.idHeader(headers);
        Version<T> version =
                version(idHeader == null ? WireFormat.schemaId(value, headers) : found(schemas.idIn(idHeader)));
        if (version.problem().isPresent()) {
            throw new DefectFound(
                    UNDECODABLE,
                    version.name() + " is no version of the contract " + contractName() + ": "
                            + version.problem().get());
        }
        int start = idHeader == null ? WireFormat.HEADER_BYTES : 0;
        if (version.check().isPresent()) {
            decoder.reset(value, start);
            check(version, version.check().get());
        }
        decoder.reset(value, start);
        T record = read(version);
        if (decoder.remainingBytes() > 0) {
            throw new DefectFound(
                    UNDECODABLE,
                    "the value has " + decoder.remainingBytes() + " bytes more than " + version.name()
                            + " accounts for");
        }
        return record;
    }

    private void check(Version<T> version, ReadingStep check) throws DefectFound {
        try {
            check.take(decoder);
        } catch (IOException e) {
            throw malformed(version, ": " + e.getMessage());
        } catch (RuntimeException e) {
            throw malformed(version, "");
        }
    }

    private T read(Version<T> version) throws DefectFound {
        try {
            return version.reader().read(null, decoder);
        } catch (IOException e) {
            throw malformed(version, ": " + e.getMessage());
        } catch (LongDecimalException e) {
            throw new DefectFound(
                    DECIMAL_OUT_OF_RANGE, e.getMessage() + " (it ends at byte " + decoder.position() + ")");
        } catch (RuntimeException e) {
            // Avro throws exceptions of many types for malformed bytes: an index out of bounds, a number without
            // digits. Their messages may name the wrong field.
            throw malformed(version, "");
        }
    }

    private DefectFound malformed(Version<T> version, String why) {
        return new DefectFound(UNDECODABLE, "byte " + decoder.position() + " does not follow " + version.name() + why);
    }

    private Version<T> version(int schemaId) throws DefectFound, RegistryUnavailableException {
        Version<T> version = versions.get(schemaId);
        if (version != null) {
            return version;
        }
        Schema written = found(schemas.byId(schemaId));
        Schema writer = WriterAliases.applied(written, contract);
        Version<T> learnt = new Version<>(
                schemaId,
                readerOf.apply(writer),
                WriterSchema.problem(writer, contract),
                SchemaSize.isRecursive(writer) ? Optional.of(ReadingPlan.passingOver(writer)) : Optional.empty());
        versions.put(schemaId, learnt);
        if (contract.equals(Contracts.TRANSFER) && learnt.problem().isEmpty()) {
            schemas.note(schemaId, learnt.name(), WriterGaps.of(writer));
        }
        return learnt;
    }

    private static <V> V found(DecodeResult<V> looked) throws DefectFound {
        if (looked instanceof DecodeResult.Defective<V> unknown) {
            throw new DefectFound(unknown.defect().reason(), unknown.defect().detail());
        }
        return looked.orElseThrow();
    }

    private String contractName() {
        return contract.isUnion() ? contract.getTypes().toString() : contract.getName();
    }
}
