package io.tradewatch.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.codec.registry.StructuralDefect;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the projecting decoder reads, this one reads too; what that refuses it refuses for the same reason. */
class SkippingTransferDecoderTest extends TransferDecoderTest {
    private static final int HEADER = 5;

    /** Avro compares the announced length of a list with the bytes that are left; a plan fails at the first missing byte. */
    private static final String SIZE_CHECK_OF_AVRO = "Collection claims";

    private final TransferDecoder skipping = decoder(bytes.schemas);
    private final TransferDecoder projecting = new ProjectingTransferDecoder(bytes.schemas);

    @Override
    TransferDecoder decoder(RegistrySchemas schemas) {
        return new SkippingTransferDecoder(schemas);
    }

    @Property(tries = 2_000)
    void shouldEqualTheProjection(@ForAll long seed) throws RegistryUnavailableException {
        requireEqual(bytes.of(new RandomRecords(seed).transfer()));
    }

    @Property(tries = 20_000)
    void shouldEqualTheProjectionOnFlippedBytes(@ForAll long seed) throws RegistryUnavailableException {
        Random random = new Random(seed);
        byte[] value = bytes.of(new RandomRecords(seed).transfer());
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
            value[HEADER + random.nextInt(value.length - HEADER)] = (byte) random.nextInt(256);
        }
        requireEqual(value);
    }

    @Property(tries = 2_000)
    void shouldEqualTheProjectionWhereBytesEndEarlyOrGoOn(@ForAll long seed) throws RegistryUnavailableException {
        Random random = new Random(seed);
        byte[] value = bytes.of(new RandomRecords(seed).transfer());
        requireEqual(Arrays.copyOf(value, HEADER + random.nextInt(2 * value.length)));
    }

    @ParameterizedTest
    @MethodSource("io.tradewatch.codec.OtherWriters#all")
    void shouldEqualTheProjectionForOtherWriters(Schema writer) throws RegistryUnavailableException {
        assertThat(plan(writer)).isPresent();
        assertThat(wholePlan(writer)).isPresent();
        for (long seed = 0; seed < 500; seed++) {
            requireEqual(bytes.written(writer, OtherWriters.of(new RandomRecords(seed).transfer(), writer)));
        }
    }

    @Test
    void shouldPassOverTypesThatContainThemselves() throws RegistryUnavailableException {
        Schema list = new SchemaParser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"Hop\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"Hop\"]}]}")
                .mainSchema();
        List<Schema.Field> fields = OtherWriters.copies(Contracts.TRANSFER.getFields());
        fields.add(new Schema.Field("hops", list));
        Schema writer = OtherWriters.record(Contracts.TRANSFER, fields);

        assertThat(plan(writer)).isPresent();
        assertThat(wholePlan(writer)).isPresent();
        GenericRecord hop = new GenericData.Record(list);
        Transfer transfer = new RandomRecords(1).transfer();
        GenericRecord written = new GenericData.Record(writer);
        Transfer.getClassSchema().getFields().forEach(field -> written.put(field.name(), transfer.get(field.pos())));
        written.put("hops", hop);
        requireEqual(bytes.written(writer, written));
    }

    private static Optional<ReadingStep> plan(Schema writer) {
        ScreeningProjection fields = new ScreeningProjection();
        return ReadingPlan.of(writer, fields.schema(), fields);
    }

    private static Optional<ReadingStep> wholePlan(Schema writer) {
        return ReadingPlan.of(writer, Transfer.getClassSchema(), Contracts.MODEL);
    }

    private void requireEqual(byte[] value) throws RegistryUnavailableException {
        requireEqual(skipping.decodeDeciding(value), projecting.decodeDeciding(value));
        DecodeResult<Transfer> found = skipping.decodeWhole(value);
        DecodeResult<Transfer> expected = projecting.decodeWhole(value);
        requireEqual(found, expected);
        boolean isOfAvroAlone = expected.problem()
                .filter(defect -> defect.detail().contains(SIZE_CHECK_OF_AVRO))
                .isPresent();
        if (!isOfAvroAlone) {
            assertThat(found).isEqualTo(expected);
        }
    }

    private static void requireEqual(DecodeResult<?> found, DecodeResult<?> expected) {
        assertThat(found.found()).isEqualTo(expected.found());
        assertThat(found.problem().map(StructuralDefect::reason))
                .isEqualTo(expected.problem().map(StructuralDefect::reason));
    }
}
