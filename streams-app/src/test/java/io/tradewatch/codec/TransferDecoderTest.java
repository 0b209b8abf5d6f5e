package io.tradewatch.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tradewatch.avro.NatureOfTransaction;
import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.Party;
import io.tradewatch.engine.model.Transport;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericRecordBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TransferDecoderTest {
    private static final String VALID = """
            {"transferId": "T-1", "occurredAt": "2024-02-18T00:00:00Z", "goodsItems": [{"itemNumber": 1}]}""";
    private static final int HEADER = 5;
    private static final long MODEST_ALLOCATION = 4_000_000;

    final TransferBytes bytes = new TransferBytes();
    private final TransferDecoder decoder = decoder(bytes.schemas);

    /** What is tested; another decoder has the same tests. */
    TransferDecoder decoder(RegistrySchemas schemas) {
        return new ProjectingTransferDecoder(schemas);
    }

    @Property(tries = 500)
    void shouldReadWhatWasWritten(@ForAll long seed) throws RegistryUnavailableException {
        Transfer transfer = new RandomRecords(seed).transfer();

        assertThat(decoder.decodeWhole(bytes.of(transfer))).isEqualTo(DecodeResult.of(transfer));
    }

    @Property(tries = 500)
    void shouldReadWhatDecidesAndLeaveOutTheRest(@ForAll long seed) throws RegistryUnavailableException {
        Transfer transfer = new RandomRecords(seed).transfer();

        assertThat(decoder.decodeDeciding(bytes.of(transfer)))
                .isEqualTo(DecodeResult.of(withoutDescriptions(
                        TransferMapping.toScreening(transfer).orElseThrow())));
    }

    @Property(tries = 5_000)
    void shouldMeetFlippedBytesWithTheSameAnswerFromBothMethods(@ForAll long seed) throws RegistryUnavailableException {
        Random random = new Random(seed);
        byte[] value = bytes.of(new RandomRecords(seed).transfer());
        for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
            value[HEADER + random.nextInt(value.length - HEADER)] = (byte) random.nextInt(256);
        }

        requireTheSameAnswer(value);
    }

    @Property(tries = 2_000)
    void shouldMeetCutOffValuesWithTheSameAnswerFromBothMethods(@ForAll long seed) throws RegistryUnavailableException {
        byte[] value = bytes.of(new RandomRecords(seed).transfer());

        requireTheSameAnswer(Arrays.copyOf(value, new Random(seed).nextInt(value.length)));
    }

    @Test
    void shouldNotAllocateWhatALengthOnlyClaims() throws RegistryUnavailableException {
        byte[] value = bytes.ofJson(VALID);
        decoder.decodeWhole(value);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = HEADER; i < value.length; i++) {
            byte[] claiming = insert(value, i, new byte[] {-2, -1, -1, -1, 15});
            long before = threads.getCurrentThreadAllocatedBytes();

            decoder.decodeWhole(claiming);
            decoder.decodeDeciding(claiming);

            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MODEST_ALLOCATION);
        }
    }

    @Test
    void shouldRefuseARecordWithoutAValue() throws RegistryUnavailableException {
        requireDefect(null, Reason.NULL_VALUE);
    }

    @Test
    void shouldRefuseAValueWithoutTheRegistrysHeader() throws RegistryUnavailableException {
        requireDefect(new byte[0], Reason.UNDECODABLE);
        requireDefect(new byte[] {0, 0, 0}, Reason.UNDECODABLE);
        requireDefect("{\"transferId\": \"T-1\"}".getBytes(UTF_8), Reason.UNDECODABLE);
    }

    @Test
    void shouldRefuseASchemaIdThatTheRegistryDoesNotKnow() throws RegistryUnavailableException {
        byte[] value = bytes.ofJson(VALID);
        value[1] = 1;

        requireDefect(value, Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void shouldRefuseASchemaIdThatCannotBe() throws RegistryUnavailableException {
        byte[] value = bytes.ofJson(VALID);
        value[1] = -1;

        requireDefect(value, Reason.UNKNOWN_SCHEMA);
    }

    @Test
    void shouldRefuseBytesThatEndTooEarly() throws RegistryUnavailableException {
        byte[] value = bytes.ofJson(VALID);

        requireDefect(Arrays.copyOf(value, value.length - 1), Reason.UNDECODABLE);
    }

    @Test
    void shouldRefuseBytesThatAreLeftOver() throws RegistryUnavailableException {
        byte[] value = bytes.ofJson(VALID);

        requireDefect(Arrays.copyOf(value, value.length + 1), Reason.UNDECODABLE);
    }

    @Test
    void shouldRefuseATransferWithoutId() throws RegistryUnavailableException {
        requireDefect(without("\"transferId\": \"T-1\", "), Reason.MISSING_TRANSFER_ID);
        requireDefect(of("\"T-1\"", "\" \""), Reason.MISSING_TRANSFER_ID);
    }

    @Test
    void shouldRefuseATransferWithoutADay() throws RegistryUnavailableException {
        requireDefect(without("\"occurredAt\": \"2024-02-18T00:00:00Z\", "), Reason.MISSING_OCCURRED_AT);
    }

    @Test
    void shouldRefuseATransferWithoutGoods() throws RegistryUnavailableException {
        requireDefect(without("{\"itemNumber\": 1}"), Reason.NO_GOODS_ITEMS);
    }

    @Test
    void shouldRefuseAnItemWithoutNumber() throws RegistryUnavailableException {
        requireDefect(without("\"itemNumber\": 1"), Reason.MISSING_ITEM_NUMBER);
    }

    @Test
    void shouldRefuseTwoItemsOfOneNumber() throws RegistryUnavailableException {
        requireDefect(
                of("{\"itemNumber\": 1}", "{\"itemNumber\": 1}, {\"itemNumber\": 2}, {\"itemNumber\": 1}"),
                Reason.DUPLICATE_ITEM_NUMBER);
    }

    @Test
    void shouldRefuseANegativeRevision() throws RegistryUnavailableException {
        requireDefect(of("\"T-1\"", "\"T-1\", \"revision\": -1"), Reason.NEGATIVE_REVISION);
    }

    @Test
    void shouldRefuseTimesOutsideFourDigitYears() throws RegistryUnavailableException {
        Transfer transfer = AvroJson.read(VALID, Transfer.class).orElseThrow();
        transfer.setOccurredAt(Instant.parse("+10000-01-01T00:00:00Z"));
        requireDefect(bytes.of(transfer), Reason.DATE_OUT_OF_RANGE);

        transfer.setOccurredAt(Instant.ofEpochMilli(Long.MIN_VALUE));
        requireDefect(bytes.of(transfer), Reason.DATE_OUT_OF_RANGE);
    }

    @Test
    void shouldRefuseTimesOfStopsOutsideFourDigitYears() throws RegistryUnavailableException {
        Transfer transfer = AvroJson.read(
                        with("\"T-1\"", "\"T-1\", \"itinerary\": [{\"country\": \"KR\"}]"), Transfer.class)
                .orElseThrow();
        transfer.getItinerary().get(0).setDepartedAt(Instant.ofEpochMilli(Long.MAX_VALUE));

        requireDefect(bytes.of(transfer), Reason.DATE_OUT_OF_RANGE);
    }

    @Test
    void shouldRefuseContractDatesOutsideFourDigitYears() throws RegistryUnavailableException {
        Transfer transfer = AvroJson.read(VALID, Transfer.class).orElseThrow();
        transfer.setContractDate(LocalDate.ofEpochDay(Integer.MAX_VALUE));

        requireDefect(bytes.of(transfer), Reason.DATE_OUT_OF_RANGE);
    }

    @Test
    void shouldRefuseDecimalsOfMoreThanThirtyEightDigits() throws RegistryUnavailableException {
        Schema wider = TransferBytes.changed("\"precision\":38", "\"precision\":60");
        Transfer transfer = AvroJson.read(VALID, Transfer.class).orElseThrow();
        transfer.getGoodsItems().get(0).setNetMassKg(new BigDecimal(BigInteger.TEN.pow(38), 9));
        requireDefect(bytes.written(wider, transfer), Reason.DECIMAL_OUT_OF_RANGE);

        transfer.getGoodsItems().get(0).setNetMassKg(new BigDecimal(BigInteger.TEN.pow(59), 9));
        requireDefect(bytes.written(wider, transfer), Reason.DECIMAL_OUT_OF_RANGE);

        transfer.getGoodsItems().get(0).setNetMassKg(new BigDecimal(BigInteger.TEN.pow(37), 9));
        assertThat(decoder.decodeWhole(bytes.written(wider, transfer))).isEqualTo(DecodeResult.of(transfer));
    }

    @Test
    void shouldRefuseADecimalWithoutDigits() throws RegistryUnavailableException {
        byte[] value = bytes.ofJson(with("\"itemNumber\": 1", "\"itemNumber\": 1, \"quantity\": \"0.123456789\""));

        requireDefect(
                replaced(value, new byte[] {8, 0x07, 0x5B, (byte) 0xCD, 0x15}, new byte[] {0}), Reason.UNDECODABLE);
    }

    @Test
    void shouldFindFaultsInFieldsThatDoNotDecide() throws RegistryUnavailableException {
        byte[] source = of("\"T-1\"", "\"T-1\", \"source\": {\"kind\": \"AIS\", \"name\": \"QQQQ\"}");
        byte[] mark = of(
                "\"itemNumber\": 1",
                "\"itemNumber\": 1, \"identifiers\": [{\"type\": \"SERIAL\", \"value\": \"QQQQ\"}]");

        requireDefect(replaced(source, hex("04020851515151"), hex("c601020851515151")), Reason.UNDECODABLE);
        requireDefect(replaced(source, hex("04020851515151"), hex("0402cfffffff0f")), Reason.UNDECODABLE);
        requireDefect(replaced(mark, hex("040851515151"), hex("c6010851515151")), Reason.UNDECODABLE);
        requireDefect(replaced(mark, hex("02040851515151"), hex("06040851515151")), Reason.UNDECODABLE);
    }

    @Test
    void shouldReadTransfersOfALaterVersionOfTheContract() throws RegistryUnavailableException {
        Schema later = TransferBytes.changed(
                "\"fields\":[{\"name\":\"transferId\"",
                "\"fields\":[{\"name\":\"procedure\",\"type\":\"string\"},{\"name\":\"transferId\"");
        Transfer transfer = new RandomRecords(1).transfer();
        GenericRecordBuilder written = new GenericRecordBuilder(later).set("procedure", "4000");
        Transfer.getClassSchema().getFields().forEach(field -> written.set(field.name(), transfer.get(field.pos())));

        byte[] value = bytes.written(later, written.build());

        assertThat(decoder.decodeWhole(value)).isEqualTo(DecodeResult.of(transfer));
        requireTheSameAnswer(value);
    }

    @Test
    void shouldReadASymbolThatItDoesNotKnowAsTheContractsDefault() throws RegistryUnavailableException {
        Schema later = TransferBytes.changed("\"SALE\"", "\"CONFISCATION\",\"SALE\"");
        byte[] value = bytes.written(later, AvroJson.read(VALID, Transfer.class).orElseThrow());
        byte[] confiscation = replaced(value, new byte[] {0, 18, 0}, new byte[] {0, 0, 0});

        assertThat(decoder.decodeWhole(confiscation).orElseThrow().getNatureOfTransaction())
                .isEqualTo(NatureOfTransaction.UNKNOWN);
        requireTheSameAnswer(confiscation);
    }

    @Test
    void shouldRefuseAWriterWhoseDecimalsMeanSomethingElse() throws RegistryUnavailableException {
        Transfer transfer = AvroJson.read(VALID, Transfer.class).orElseThrow();

        requireDefect(bytes.written(TransferBytes.changed("\"scale\":9", "\"scale\":2"), transfer), Reason.UNDECODABLE);
    }

    @Test
    void shouldRefuseAWriterWhoseTimesMeanSomethingElse() throws RegistryUnavailableException {
        Schema micros = TransferBytes.changed("timestamp-millis", "timestamp-micros");

        requireDefect(bytes.written(micros, new GenericRecordBuilder(micros).build()), Reason.UNDECODABLE);
    }

    @Test
    void shouldRefuseAWriterOfSomethingElse() throws RegistryUnavailableException {
        Schema parcel = new SchemaParser()
                .parse("{\"type\":\"record\",\"name\":\"Parcel\",\"fields\":[]}")
                .mainSchema();

        requireDefect(bytes.written(parcel, new GenericRecordBuilder(parcel).build()), Reason.UNDECODABLE);
        requireDefect(bytes.written(Schema.create(Schema.Type.STRING), "T-1"), Reason.UNDECODABLE);
    }

    private void requireDefect(byte @Nullable [] value, Reason reason) throws RegistryUnavailableException {
        assertThat(decoder.decodeDeciding(value).problem())
                .hasValueSatisfying(defect -> assertThat(defect.reason()).isEqualTo(reason));
        assertThat(decoder.decodeWhole(value).problem())
                .isEqualTo(decoder.decodeDeciding(value).problem());
    }

    private void requireTheSameAnswer(byte[] value) throws RegistryUnavailableException {
        DecodeResult<io.tradewatch.engine.model.Transfer> deciding = decoder.decodeDeciding(value);
        DecodeResult<Transfer> whole = decoder.decodeWhole(value);
        if (whole instanceof DecodeResult.Decoded<Transfer> decoded) {
            assertThat(deciding)
                    .isEqualTo(DecodeResult.of(withoutDescriptions(
                            TransferMapping.toScreening(decoded.value()).orElseThrow())));
        } else {
            assertThat(deciding.problem().map(StructuralDefect::reason))
                    .isEqualTo(whole.problem().map(StructuralDefect::reason));
        }
    }

    private static io.tradewatch.engine.model.Transfer withoutDescriptions(
            io.tradewatch.engine.model.Transfer transfer) {
        return new io.tradewatch.engine.model.Transfer(
                transfer.transferId(),
                transfer.revision(),
                transfer.status(),
                transfer.occurredAt(),
                transfer.occurredOn(),
                transfer.contractDate(),
                transfer.countryOfDispatch(),
                transfer.countryOfDestination(),
                withoutName(transfer.consignor()),
                withoutName(transfer.consignee()),
                withoutName(transfer.endUser()),
                transfer.itinerary(),
                transfer.transport() == null
                        ? null
                        : new Transport(null, transfer.transport().flag()),
                transfer.goodsItems().stream()
                        .map(TransferDecoderTest::withoutDescription)
                        .toList());
    }

    private static GoodsItem withoutDescription(GoodsItem item) {
        return new GoodsItem(
                item.itemNumber(),
                item.commodityCode(),
                item.tariff(),
                item.hsEdition(),
                null,
                item.countryOfOrigin(),
                item.quantity(),
                item.unit(),
                item.netMassKg(),
                item.value());
    }

    private static @Nullable Party withoutName(@Nullable Party party) {
        return party == null ? null : new Party(null, party.country());
    }

    private byte[] without(String json) throws RegistryUnavailableException {
        return of(json, "");
    }

    private byte[] of(String json, String replacement) throws RegistryUnavailableException {
        return bytes.ofJson(with(json, replacement));
    }

    private static String with(String json, String replacement) {
        assertThat(VALID).contains(json);
        return VALID.replace(json, replacement);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] insert(byte[] value, int at, byte[] inserted) {
        return ByteBuffer.allocate(value.length + inserted.length)
                .put(value, 0, at)
                .put(inserted)
                .put(value, at, value.length - at)
                .array();
    }

    /** The value with the one place where those bytes stand replaced. */
    private static byte[] replaced(byte[] value, byte[] found, byte[] replacement) {
        String hex = HexFormat.of().formatHex(value);
        String sought = HexFormat.of().formatHex(found);
        assertThat(hex.split(sought, -1)).as("parts of " + hex).hasSize(2);
        return HexFormat.of().parseHex(hex.replace(sought, HexFormat.of().formatHex(replacement)));
    }
}
