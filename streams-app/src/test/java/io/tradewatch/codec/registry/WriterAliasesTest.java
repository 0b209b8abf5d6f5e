package io.tradewatch.codec.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.OutlineReader;
import io.tradewatch.codec.ProjectingTransferDecoder;
import io.tradewatch.codec.RandomRecords;
import io.tradewatch.codec.SkippingTransferDecoder;
import io.tradewatch.codec.TransferBytes;
import io.tradewatch.codec.TransferDecoder;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

/** A producer that renames fields and types, and gives their old names as aliases, is read as if it had not. */
class WriterAliasesTest {
    private final TransferBytes bytes = new TransferBytes();
    private final TransferDecoder decoder = new SkippingTransferDecoder(bytes.schemas);
    private final TransferDecoder avro = new ProjectingTransferDecoder(bytes.schemas);
    private final OutlineReader outlines = new OutlineReader(bytes.schemas);

    @Property(tries = 300)
    void shouldReadWhatWasWrittenUnderOtherNames(@ForAll long seed) throws RegistryUnavailableException {
        Transfer transfer = new RandomRecords(seed).transfer();
        Schema renamed = new Renaming(new Random(seed)).of(Contracts.TRANSFER);
        byte[] value = bytes.written(renamed, copy(transfer, Contracts.TRANSFER, renamed));

        assertThat(decoder.decodeWhole(value)).isEqualTo(DecodeResult.of(transfer));
        assertThat(decoder.decodeDeciding(value)).isEqualTo(avro.decodeDeciding(value));
        byte[] key = transfer.getTransferId().getBytes(UTF_8);
        byte[] ours = bytes.of(transfer);
        decoder.decodeDeciding(ours);
        assertThat(outlines.read(key, value) != null).isEqualTo(outlines.read(key, ours) != null);
    }

    @Test
    void shouldReadTheFieldOfOurNameWhereTheWriterHasBoth() {
        Schema writer = parse("""
                {"type":"record","name":"Transfer","namespace":"io.tradewatch.avro","fields":[
                {"name":"receiver","type":"string","aliases":["countryOfDispatch"]},
                {"name":"countryOfDispatch","type":"string"}]}""");

        assertThat(WriterAliases.applied(writer, Contracts.TRANSFER)).isSameAs(writer);
    }

    @Test
    void shouldLeaveASchemaAsItIsThatHasNoAliasOfOurs() {
        assertThat(WriterAliases.applied(Contracts.TRANSFER, Contracts.TRANSFER))
                .isSameAs(Contracts.TRANSFER);
        assertThat(WriterAliases.applied(Contracts.LAW, Contracts.LAW)).isSameAs(Contracts.LAW);
    }

    private static Schema parse(String json) {
        return new SchemaParser().parse(json).mainSchema();
    }

    /** A contract's value as a value of the renamed schema, which has the same fields in the same places. */
    private static Object copy(Object value, Schema contract, Schema renamed) {
        if (contract.isUnion()) {
            int branch = Contracts.MODEL.resolveUnion(contract, value);
            return copy(
                    value, contract.getTypes().get(branch), renamed.getTypes().get(branch));
        }
        return switch (contract.getType()) {
            case RECORD -> {
                GenericData.Record record = new GenericData.Record(renamed);
                for (Schema.Field field : contract.getFields()) {
                    Object part = ((org.apache.avro.generic.IndexedRecord) value).get(field.pos());
                    record.put(
                            field.pos(),
                            copy(
                                    part,
                                    field.schema(),
                                    renamed.getFields().get(field.pos()).schema()));
                }
                yield record;
            }
            case ARRAY ->
                ((List<?>) value)
                        .stream()
                                .map(item -> copy(item, contract.getElementType(), renamed.getElementType()))
                                .toList();
            case ENUM -> new GenericData.EnumSymbol(renamed, value.toString());
            case NULL -> null;
            default -> value;
        };
    }

    /** Renames about a third of all fields and types. */
    private static final class Renaming {
        private final Random random;
        private final IdentityHashMap<Schema, Schema> done = new IdentityHashMap<>();

        Renaming(Random random) {
            this.random = random;
        }

        Schema of(Schema type) {
            return switch (type.getType()) {
                case UNION ->
                    Schema.createUnion(type.getTypes().stream().map(this::of).toList());
                case ARRAY -> Schema.createArray(of(type.getElementType()));
                case RECORD, ENUM -> known(type);
                default -> type;
            };
        }

        private Schema known(Schema type) {
            Schema known = done.get(type);
            if (known == null) {
                known = named(type);
                done.put(type, known);
            }
            return known;
        }

        private Schema named(Schema type) {
            boolean isRenamed = random.nextInt(3) == 0;
            String name = isRenamed ? "Own" + type.getName() : type.getName();
            String namespace = isRenamed ? "com.example" : type.getNamespace();
            Schema renamed = type.getType() == Schema.Type.ENUM
                    ? Schema.createEnum(name, null, namespace, type.getEnumSymbols(), type.getEnumDefault())
                    : Schema.createRecord(name, null, namespace, false, fields(type));
            if (isRenamed) {
                renamed.addAlias(type.getFullName());
            }
            return renamed;
        }

        private List<Schema.Field> fields(Schema type) {
            return type.getFields().stream()
                    .map(field -> {
                        boolean isRenamed = random.nextInt(3) == 0;
                        Schema.Field own = new Schema.Field(
                                isRenamed ? "own_" + field.name() : field.name(), of(field.schema()), null);
                        if (isRenamed) {
                            own.addAlias(field.name());
                        }
                        return own;
                    })
                    .toList();
        }
    }
}
