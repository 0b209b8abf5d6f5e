package io.tradewatch.streams;

import static io.tradewatch.streams.Scene.ban;
import static io.tradewatch.streams.Scene.toNorthKorea;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.screening.ViolationStore;
import io.tradewatch.state.ContentHash;
import io.tradewatch.state.EncodedHash;
import io.tradewatch.state.StateFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State that was written under an older contract, and transfers that are written under a later one. */
class ContractEvolutionTest {
    private static final int WIRE_HEADER_BYTES = 5;

    @TempDir
    private Path dir;

    private Scene scene;
    private final Transfer car = toNorthKorea("car", "870340").build();

    @BeforeEach
    void setUp() throws Exception {
        scene = new Scene(dir);
        scene.law(ban("BAN", 1, "87"));
        scene.transfer(car);
        assertThat(scene.alerts()).hasSize(1);
        makeOfTheFirstRelease();
    }

    @AfterEach
    void tearDown() {
        scene.close();
    }

    @Test
    void shouldStillWithdrawAfterTheContractGainedAnOptionalField() {
        scene.law(MeasureDraft.measure("BAN")
                .revision(2, "2024-01-01T00:00:00Z")
                .revoked()
                .build());
        scene.tick();

        assertThat(scene.alerts())
                .extracting(Violation::getTransferId, Violation::getStatus, Violation::getStatusReason)
                .containsExactly(tuple("car", ViolationStatus.WITHDRAWN, StatusReason.MEASURE_REVOKED));
    }

    @Test
    void shouldStillFindWhatANewMeasureBansInAKnownTransfer() {
        scene.law(ban("BAN", 2, "8703"));
        scene.tick();

        assertThat(scene.alerts()).extracting(Violation::getStatus).containsExactly(ViolationStatus.UPDATED);
    }

    @Test
    void shouldNotDeadLetterTheSameTransferSentAgain() {
        scene.transfer(car);

        assertThat(scene.deadLetters()).isEmpty();
        assertThat(scene.alerts()).isEmpty();
    }

    @Test
    void shouldTakeTheSameTransferWrittenUnderALaterContractForTheSame() throws Exception {
        scene.raw("car", writtenLater(car));

        assertThat(scene.deadLetters()).isEmpty();
        assertThat(scene.alerts()).isEmpty();
    }

    /** Replaces the hash of the stored transfer by that of the first release, and the format of the row with it. */
    private void makeOfTheFirstRelease() {
        byte[] id = "car".getBytes(StandardCharsets.UTF_8);
        byte[] key = ByteBuffer.allocate(1 + id.length).put((byte) 0).put(id).array();
        byte[] row = scene.store(ViolationStore.VIOLATIONS).get(key);
        row[0] = StateFormat.ENCODED_HASH;
        System.arraycopy(EncodedHash.of(car), 0, row, 1 + 1 + Integer.BYTES, ContentHash.BYTES);
        scene.store(ViolationStore.VIOLATIONS).put(key, row);
    }

    /** In the registry's wire format, under a contract that gained an optional field which this writer leaves out. */
    private byte[] writtenLater(Transfer transfer) throws IOException {
        Schema later = new SchemaParser()
                .parse(Contracts.TRANSFER
                        .toString()
                        .replaceFirst(
                                "\"fields\":\\[",
                                "\"fields\":[{\"name\":\"customsProcedure\",\"type\":[\"null\",\"string\"],"
                                        + "\"default\":null},"))
                .mainSchema();
        byte[] now = scene.encode(transfer);
        GenericRecord record = new GenericDatumReader<GenericRecord>(Contracts.TRANSFER, later)
                .read(
                        null,
                        DecoderFactory.get()
                                .binaryDecoder(now, WIRE_HEADER_BYTES, now.length - WIRE_HEADER_BYTES, null));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(WIRE_HEADER_BYTES)
                .put((byte) 0)
                .putInt(scene.register(later))
                .array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(later).write(record, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
