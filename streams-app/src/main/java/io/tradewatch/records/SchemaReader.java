package io.tradewatch.records;

import static io.tradewatch.records.StructuralDefect.Reason.UNDECODABLE;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads values in the registry's wire format, whatever version of the contract they were written with, into objects of
 * one kind.
 *
 * <p>Threading notes: not safe for use by several threads.
 *
 * @param <T> what is read
 */
final class SchemaReader<T> {
    private final RegistrySchemas schemas;
    private final Schema contract;
    private final Function<Schema, DatumReader<T>> readerOf;
    private final Map<Integer, Version<T>> versions = new HashMap<>();
    private final StrictDecoder decoder = new StrictDecoder();

    /** How one writer's schema is read: by a reader, or, if there is a problem, not at all. */
    private record Version<T>(int schemaId, DatumReader<T> reader, Optional<String> problem) {}

    /**
     * @param contract what writers' schemas are held against, whole
     * @param readerOf makes the reader of a writer's schema; it may read less than the whole contract
     */
    SchemaReader(RegistrySchemas schemas, Schema contract, Function<Schema, DatumReader<T>> readerOf) {
        this.schemas = schemas;
        this.contract = contract;
        this.readerOf = readerOf;
    }

    T read(byte @Nullable [] value) throws DefectFound, RegistryUnavailableException {
        Version<T> version = version(WireFormat.schemaId(value));
        if (version.problem().isPresent()) {
            throw new DefectFound(
                    UNDECODABLE,
                    "schema id " + version.schemaId() + " is no version of the contract " + contractName() + ": "
                            + version.problem().get());
        }
        decoder.reset(value, WireFormat.HEADER_BYTES);
        T record = read(version);
        if (decoder.remainingBytes() > 0) {
            throw new DefectFound(
                    UNDECODABLE,
                    "the value has " + decoder.remainingBytes() + " bytes more than schema id " + version.schemaId()
                            + " accounts for");
        }
        return record;
    }

    private T read(Version<T> version) throws DefectFound {
        try {
            return version.reader().read(null, decoder);
        } catch (IOException e) {
            throw malformed(version, ": " + e.getMessage());
        } catch (RuntimeException e) {
            // Avro meets malformed bytes with exceptions of many kinds: an index out of bounds, a number without
            // digits.
            // Their messages may name the wrong field.
            throw malformed(version, "");
        }
    }

    private DefectFound malformed(Version<T> version, String why) {
        return new DefectFound(
                UNDECODABLE, "byte " + decoder.position() + " does not follow schema id " + version.schemaId() + why);
    }

    private Version<T> version(int schemaId) throws DefectFound, RegistryUnavailableException {
        Version<T> version = versions.get(schemaId);
        if (version != null) {
            return version;
        }
        Outcome<Schema> looked = schemas.byId(schemaId);
        if (looked instanceof Outcome.Defective<Schema> unknown) {
            throw new DefectFound(unknown.defect().reason(), unknown.defect().detail());
        }
        Schema writer = looked.orElseThrow();
        Version<T> learnt = new Version<>(schemaId, readerOf.apply(writer), WriterSchema.problem(writer, contract));
        versions.put(schemaId, learnt);
        return learnt;
    }

    private String contractName() {
        return contract.isUnion() ? contract.getTypes().toString() : contract.getName();
    }
}
