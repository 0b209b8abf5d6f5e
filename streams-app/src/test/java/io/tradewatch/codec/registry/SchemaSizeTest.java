package io.tradewatch.codec.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.tradewatch.codec.OtherWriters;
import io.tradewatch.codec.OutlineReader;
import io.tradewatch.codec.ProjectingTransferDecoder;
import io.tradewatch.codec.RulesetRecordDecoder;
import io.tradewatch.codec.SkippingTransferDecoder;
import io.tradewatch.codec.TransferDecoder;
import io.tradewatch.codec.ViolationDecoder;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** No schema that a registry takes makes reading take longer than its values are long. */
class SchemaSizeTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Schema STRING = Schema.create(Schema.Type.STRING);

    private final RegistrySchemas schemas = new RegistrySchemas(new MockSchemaRegistryClient(), "memory", () -> 0);

    @Test
    void shouldRefuseASchemaWhoseValuesHaveFarMoreFieldsThanItsText() {
        Schema exploding = withAddition(doubled(28, STRING));

        assertTimeoutPreemptively(SOON, () -> {
            StructuralDefect defect = new SkippingTransferDecoder(schemas)
                    .decodeDeciding(value(exploding))
                    .problem()
                    .orElseThrow();
            assertThat(defect.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
            assertThat(defect.detail()).contains("more than 100000 fields");
            assertThat(new RulesetRecordDecoder(schemas)
                            .decode(value(exploding))
                            .problem())
                    .contains(defect);
            assertThat(new ViolationDecoder(schemas).decode(value(exploding)).problem())
                    .contains(defect);
            assertThat(new OutlineReader(schemas).read(new byte[] {1}, value(exploding)))
                    .isNull();
        });
    }

    @Test
    void shouldRefuseWhatNestsDeepOrTakesNoBytes() {
        Schema deep = STRING;
        for (int i = 0; i < 5_000; i++) {
            deep = record("Deep" + i, deep);
        }
        assertThat(SchemaSize.problem(deep))
                .hasValueSatisfying(why -> assertThat(why).contains("64 deep"));
        assertThat(SchemaSize.problem(doubled(12, Schema.create(Schema.Type.NULL))))
                .hasValueSatisfying(why -> assertThat(why).contains("no bytes"));
        assertThat(SchemaSize.problem(doubled(12, STRING))).isEmpty();
    }

    @Test
    void shouldTakeTheContracts() {
        for (Schema contract : List.of(Contracts.TRANSFER, Contracts.LAW, Contracts.VIOLATION)) {
            assertThat(SchemaSize.problem(contract)).isEmpty();
            assertThat(SchemaSize.isRecursive(contract)).isFalse();
        }
    }

    @Test
    void shouldRefuseAValueThatIsNestedWithoutAnEnd() throws RegistryUnavailableException {
        Schema node = Schema.createRecord("Node", null, "x", false);
        node.setFields(
                List.of(new Schema.Field("next", Schema.createUnion(Schema.create(Schema.Type.NULL), node), null)));
        Schema writer = withAddition(node);
        assertThat(SchemaSize.isRecursive(writer)).isTrue();
        TransferDecoder decoder = new SkippingTransferDecoder(schemas);

        StructuralDefect shallow =
                decoder.decodeWhole(nested(writer, 10)).problem().orElseThrow();
        StructuralDefect deep =
                decoder.decodeWhole(nested(writer, 500_000)).problem().orElseThrow();

        assertThat(shallow.detail()).doesNotContain("nested");
        assertThat(deep.reason()).isEqualTo(Reason.UNDECODABLE);
        assertThat(deep.detail()).contains("nested more than 64 deep");
        assertThat(decoder.decodeDeciding(nested(writer, 500_000)).problem()).contains(deep);
    }

    @Property(tries = 200)
    void shouldBeDoneSoonWithAnySchema(@ForAll long seed) {
        Schema writer = withAddition(dag(new Random(seed)));

        assertTimeoutPreemptively(SOON, () -> {
            byte[] value = value(writer);
            new SkippingTransferDecoder(schemas).decodeDeciding(value);
            new ProjectingTransferDecoder(schemas).decodeWhole(value);
            new RulesetRecordDecoder(schemas).decode(value);
            new OutlineReader(schemas).read(new byte[] {1}, value);
        });
    }

    /** A few bytes that are no transfer, by a schema: enough to have it learnt. */
    private byte[] value(Schema writer) throws RegistryUnavailableException {
        return ByteBuffer.allocate(8)
                .put((byte) 0)
                .putInt(schemas.subjects().idOf("somebody-else-" + writer.hashCode(), writer, Registration.AUTOMATIC))
                .put(new byte[3])
                .array();
    }

    /** A value of which the addition comes first, nested so often; what should follow is not there. */
    private byte[] nested(Schema writer, int depth) throws RegistryUnavailableException {
        byte[] head = value(writer);
        byte[] value = new byte[5 + depth + 1];
        System.arraycopy(head, 0, value, 0, 5);
        java.util.Arrays.fill(value, 5, 5 + depth, (byte) 2);
        return value;
    }

    private static Schema withAddition(Schema addition) {
        List<Schema.Field> fields = new ArrayList<>();
        fields.add(new Schema.Field("addition", addition, null));
        fields.addAll(OtherWriters.copies(Contracts.TRANSFER.getFields()));
        return OtherWriters.record(Contracts.TRANSFER, fields);
    }

    private static Schema doubled(int times, Schema innermost) {
        Schema type = innermost;
        for (int i = 0; i < times; i++) {
            type = record("D" + i, type, type);
        }
        return type;
    }

    private static Schema record(String name, Schema... types) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema type : types) {
            fields.add(new Schema.Field("f" + fields.size(), type, null));
        }
        return Schema.createRecord(name, null, "x", false, fields);
    }

    /** Records that name any of those before them, or themselves, one to four times. */
    private static Schema dag(Random random) {
        List<Schema> records = new ArrayList<>(List.of(STRING));
        int count = 1 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            Schema record = Schema.createRecord("R" + i, null, "x", false);
            List<Schema.Field> fields = new ArrayList<>();
            int width = 1 + random.nextInt(4);
            for (int j = 0; j < width; j++) {
                Schema earlier = records.get(Math.max(0, records.size() - 1 - random.nextInt(3)));
                Schema type = random.nextInt(20) == 0
                        ? Schema.createUnion(Schema.create(Schema.Type.NULL), record)
                        : random.nextInt(5) == 0 ? Schema.createArray(earlier) : earlier;
                fields.add(new Schema.Field("f" + j, type, null));
            }
            record.setFields(fields);
            records.add(record);
        }
        return records.get(records.size() - 1);
    }
}
