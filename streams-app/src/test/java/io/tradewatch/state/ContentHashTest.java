package io.tradewatch.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Measure;
import io.tradewatch.avro.Money;
import io.tradewatch.avro.Party;
import io.tradewatch.avro.StatusReason;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.avro.ViolationStatus;
import io.tradewatch.codec.RandomRecords;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.streams.Scene;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    private static final int PADDING = 100;

    private final ContentHash hash = new ContentHash();

    @Property(tries = 500)
    void shouldBeEqualExactlyWhereTransfersAreEqual(@ForAll long seed, @ForAll long other) {
        Transfer transfer = new RandomRecords(seed).transfer();
        Transfer same = new RandomRecords(seed).transfer();
        Transfer different = new RandomRecords(other).transfer();

        assertThat(new ContentHash().of(same)).isEqualTo(hash.of(transfer));
        assertThat(java.util.Arrays.equals(hash.of(different), hash.of(transfer)))
                .isEqualTo(different.equals(transfer));
    }

    @Property(tries = 500)
    void shouldDifferWhereOneFieldDiffers(@ForAll long seed, @ForAll long other) {
        Transfer transfer = new RandomRecords(seed).transfer();
        Transfer source = new RandomRecords(other).transfer();
        byte[] before = hash.of(transfer);
        for (Schema.Field field : transfer.getSchema().getFields()) {
            Object kept = transfer.get(field.pos());
            Object put = source.get(field.pos());
            transfer.put(field.pos(), put);
            assertThat(java.util.Arrays.equals(hash.of(transfer), before))
                    .as("the same with %s %s instead of %s", field.name(), put, kept)
                    .isEqualTo(put == null ? kept == null : put.equals(kept));
            transfer.put(field.pos(), kept);
        }
    }

    /** What a later release would read of what this one wrote, and of what others write by the later contract. */
    @Property(tries = 300)
    void shouldStayTheSameUnderALaterContract(@ForAll long seed) throws IOException {
        Transfer transfer = new RandomRecords(seed).transfer();
        Violation violation = new RandomRecords(seed).violation();
        byte[] ofViolation = hash.of((IndexedRecord) violation);

        assertThat(hash.of(read(transfer, Contracts.TRANSFER, later(Contracts.TRANSFER, new Random(seed)))))
                .isEqualTo(hash.of(transfer));
        assertThat(hash.of(read(violation, Contracts.VIOLATION, later(Contracts.VIOLATION, new Random(seed)))))
                .isEqualTo(ofViolation);
    }

    /** A writer who knows no fields but those with values, as the first contract has them or not. */
    @Property(tries = 300)
    void shouldBeThatOfTheRecordOfAWriterWhoLeavesDefaultsOut(@ForAll long seed) throws IOException {
        Transfer transfer = new RandomRecords(seed).transfer();
        transfer.setOccurredOn(null);
        transfer.setSource(null);
        transfer.setItinerary(List.of());
        Schema narrow = without(Contracts.TRANSFER, List.of("occurredOn", "source", "itinerary"));

        GenericRecord written = read(transfer, Contracts.TRANSFER, narrow);
        GenericRecord readBack = read(written, narrow, Contracts.TRANSFER);

        assertThat(hash.of(written)).isEqualTo(hash.of(transfer));
        assertThat(hash.of(readBack)).isEqualTo(hash.of(transfer));
    }

    /** What was published before there were fields for the halves of a citation, and for the day of the text. */
    @Property(tries = 300)
    void shouldBeThatOfTheFirstReleaseWhereAMeasureDoesNotSayWhatWasRead(@ForAll long seed) throws IOException {
        Measure measure = new RandomRecords(seed).measure();
        measure.setContentRead(null);
        measure.setProvisionRead(null);
        measure.setTextAsOf(null);
        Schema first = new SchemaParser()
                .parse(Path.of("../schemas/history/measures-value/v1.avsc"))
                .mainSchema()
                .getTypes()
                .get(0);
        byte[] before = hash.of(read(measure, Contracts.MEASURE, first));

        assertThat(hash.of((IndexedRecord) measure)).isEqualTo(before);
        measure.setProvisionRead(false);
        assertThat(hash.of((IndexedRecord) measure)).isNotEqualTo(before);
    }

    @Property(tries = 300)
    void shouldBeThatOfTheSecondReleaseWhereAnAlertDoesNotSayWhatWasRead(@ForAll long seed) throws IOException {
        Violation violation = new RandomRecords(seed).violation();
        violation.setContentRead(null);
        violation.setProvisionRead(null);
        violation.setTextAsOf(null);
        Schema second = new SchemaParser()
                .parse(Path.of("../schemas/history/violations-value/v2.avsc"))
                .mainSchema();
        byte[] before = hash.of(read(violation, Contracts.VIOLATION, second));

        assertThat(hash.of((IndexedRecord) violation)).isEqualTo(before);
        violation.setContentRead(true);
        assertThat(hash.of((IndexedRecord) violation)).isNotEqualTo(before);
    }

    @Test
    void shouldNotLookAtTheScaleOfADecimal() {
        assertThat(hash.of(worth("90"))).isEqualTo(hash.of(worth("90.000000000")));
        assertThat(hash.of(worth("0"))).isEqualTo(hash.of(worth("0.000")));
        assertThat(hash.of(worth("90"))).isNotEqualTo(hash.of(worth("900")));
        assertThat(hash.of(worth("90"))).isNotEqualTo(hash.of(worth("-90")));
    }

    @Test
    void shouldTellAPartyOfWhichNothingIsKnownFromNone() {
        Transfer.Builder transfer = Scene.toNorthKorea("car", "870340");

        assertThat(hash.of(transfer.setConsignor(new Party()).build()))
                .isNotEqualTo(hash.of(transfer.setConsignor(null).build()));
    }

    @Test
    void shouldLeaveTheLifeCycleAndTheWordingOutOfAViolation() {
        Violation violation = new RandomRecords(1).violation();
        violation.setDoubts(List.of("PARTIAL_CODE"));
        byte[] before = hash.of(violation);
        violation.setSequence(violation.getSequence() + 1);
        violation.setStatus(ViolationStatus.UPDATED);
        violation.setStatusReason(StatusReason.TRANSFER_CORRECTED);
        violation.setLawVersion("another");
        violation.setExplanation("The same in other words.");

        assertThat(hash.of(violation)).isEqualTo(before);
    }

    @Test
    void shouldLookAtTheSentenceWhereItCountsFindings() {
        Violation violation = new RandomRecords(1).violation();
        violation.setDoubts(List.of("TOO_MANY_FINDINGS"));
        violation.setExplanation("1,001 violations");
        byte[] before = hash.of(violation);
        violation.setExplanation("1,002 violations");

        assertThat(hash.of(violation)).isNotEqualTo(before);
    }

    private static Transfer worth(String amount) {
        return Scene.toNorthKorea("car", "870340")
                .setGoodsItems(List.of(GoodsItem.newBuilder()
                        .setItemNumber(1)
                        .setValue(new Money(new BigDecimal(amount), "EUR"))
                        .build()))
                .build();
    }

    private static GenericRecord read(IndexedRecord record, Schema writer, Schema reader) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        if (record instanceof SpecificRecord) {
            new org.apache.avro.specific.SpecificDatumWriter<>(record.getSchema()).write(record, encoder);
        } else {
            new GenericDatumWriter<IndexedRecord>(writer).write(record, encoder);
        }
        encoder.flush();
        // Avro expects of each element the bytes that the reader's fields take, those with defaults included.
        bytes.write(new byte[PADDING]);
        return new GenericDatumReader<GenericRecord>(writer, reader)
                .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    }

    private static Schema without(Schema schema, List<String> names) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            if (!names.contains(field.name())) {
                fields.add(new Schema.Field(field, field.schema()));
            }
        }
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    /** Fields added in each record, in another order, other words, another symbol. */
    private static Schema later(Schema schema, Random random) {
        String added = "{\"name\":\"added\",\"type\":[\"null\",\"string\"],\"default\":null},"
                + "{\"name\":\"addedToo\",\"type\":{\"type\":\"array\",\"items\":\"string\"},\"default\":[]},"
                + "{\"name\":\"addedAsWell\",\"type\":\"int\",\"default\":7},";
        String text = schema.toString()
                .replace("\"fields\":[", "\"fields\":[" + added)
                .replace("\"AIS\"", "\"SATELLITE\",\"AIS\"")
                .replace("\"doc\":\"", "\"doc\":\"In other words: ");
        Schema later = new SchemaParser().parse(text).mainSchema();
        List<Schema.Field> fields = new ArrayList<>();
        later.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
        Collections.shuffle(fields, random);
        return Schema.createRecord(later.getName(), later.getDoc(), later.getNamespace(), false, fields);
    }
}
