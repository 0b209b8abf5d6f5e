package io.tradewatch.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A schema's id or GUID in a record's header is read; what is in no format of the registry's is named. */
class OtherWireFormatsTest {
    private static final int PREFIX = 5;
    private static final UUID GUID = UUID.fromString("89791762-2336-186f-9674-299b90a802e2");
    private static final String JSON = """
            {"transferId": "T-1", "occurredAt": "2024-02-18T00:00:00Z", "goodsItems": [{"itemNumber": 1}]}""";

    private final TransferBytes bytes = new TransferBytes();
    private final TransferDecoder decoder = new SkippingTransferDecoder(bytes.schemas);
    private final OutlineReader outlines = new OutlineReader(bytes.schemas);

    @Property(tries = 500)
    void shouldReadTheSameWhereverTheIdStands(@ForAll long seed) throws RegistryUnavailableException {
        Transfer transfer = new RandomRecords(seed).transfer();
        byte[] value = bytes.of(transfer);
        byte[] avro = Arrays.copyOfRange(value, PREFIX, value.length);
        Headers headers = headers(Arrays.copyOf(value, PREFIX)).add("traceparent", new byte[] {1});

        assertThat(decoder.decodeWhole(avro, headers)).isEqualTo(decoder.decodeWhole(value));
        assertThat(decoder.decodeDeciding(avro, headers)).isEqualTo(decoder.decodeDeciding(value));
        byte[] key = transfer.getTransferId().getBytes(UTF_8);
        boolean hasOutline = outlines.read(key, value) != null;
        assertThat(outlines.read(key, avro, headers) != null).isEqualTo(hasOutline);
    }

    @Test
    void shouldLetAHeaderOfAnotherFormOutOfAccount() throws RegistryUnavailableException {
        byte[] value = bytes.ofJson(JSON);
        Headers headers = headers(new byte[] {7, 7});

        assertThat(decoder.decodeWhole(value, headers)).isEqualTo(decoder.decodeWhole(value));
        assertThat(detail(Arrays.copyOfRange(value, PREFIX, value.length), headers))
                .contains("the header __value_schema_id holds 2 bytes that begin with '0707'");
    }

    @Test
    void shouldReadLawWithItsIdInTheHeader() throws RegistryUnavailableException {
        RegistryEncoder<org.apache.avro.specific.SpecificRecord> law =
                RegistryEncoder.law(bytes.schemas, "measures", Registration.AUTOMATIC);
        byte[] value = law.encode(new RandomRecords(1).usableMeasure());
        RulesetRecordDecoder laws = new RulesetRecordDecoder(bytes.schemas);

        DecodeResult<RulesetRecord> read =
                laws.decode(Arrays.copyOfRange(value, PREFIX, value.length), headers(Arrays.copyOf(value, PREFIX)));

        assertThat(read).isEqualTo(laws.decode(value)).isInstanceOf(DecodeResult.Decoded.class);
    }

    @Test
    void shouldSayWhatToDoAboutAGuidThatTheRegistryCannotLookUp() throws RegistryUnavailableException {
        StructuralDefect defect = defect(new byte[] {1, 2}, headers(guidHeader()));

        assertThat(defect.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA);
        assertThat(defect.detail()).contains(GUID.toString()).contains("PrefixSchemaIdSerializer");
    }

    @Test
    void shouldAskTheRegistryForAGuidOnce() throws Exception {
        byte[] value = bytes.ofJson(JSON);
        byte[] avro = Arrays.copyOfRange(value, PREFIX, value.length);
        String schema = Contracts.TRANSFER.toString().replace("\\", "\\\\").replace("\"", "\\\"");
        try (StubRegistry registry =
                        new StubRegistry(200, "{\"schema\":\"" + schema + "\",\"guid\":\"" + GUID + "\"}");
                RegistrySchemas schemas = RegistrySchemas.connect(registry.properties())) {
            TransferDecoder withGuids = new SkippingTransferDecoder(schemas);

            assertThat(withGuids.decodeWhole(avro, headers(guidHeader()))).isEqualTo(decoder.decodeWhole(value));
            assertThat(new OutlineReader(schemas).read("T-1".getBytes(UTF_8), avro, headers(guidHeader())))
                    .isNotNull();
            assertThat(registry.requests()).containsExactly("GET /schemas/guids/" + GUID);
        }
    }

    @Test
    void shouldRememberThatARegistryKnowsNoGuids() throws Exception {
        try (StubRegistry registry = new StubRegistry(404, "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}");
                RegistrySchemas schemas = RegistrySchemas.connect(registry.properties())) {
            TransferDecoder withGuids = new SkippingTransferDecoder(schemas);

            for (int i = 0; i < 3; i++) {
                assertThat(withGuids
                                .decodeWhole(new byte[] {1}, headers(guidHeader()))
                                .problem())
                        .hasValueSatisfying(
                                defect -> assertThat(defect.reason()).isEqualTo(Reason.UNKNOWN_SCHEMA));
            }
            assertThat(registry.requests()).hasSize(1);
        }
    }

    @Test
    void shouldNotTakeAnIdBelowOneForThatOfAGuid() throws Exception {
        byte[] value = bytes.ofJson(JSON);
        byte[] avro = Arrays.copyOfRange(value, PREFIX, value.length);
        String schema = Contracts.TRANSFER.toString().replace("\\", "\\\\").replace("\"", "\\\"");
        try (StubRegistry registry = new StubRegistry(200, "{\"schema\":\"" + schema + "\"}");
                RegistrySchemas schemas = RegistrySchemas.connect(registry.properties())) {
            TransferDecoder withGuids = new SkippingTransferDecoder(schemas);
            withGuids.decodeWhole(avro, headers(guidHeader())).orElseThrow();
            byte[] forged = value.clone();
            Arrays.fill(forged, 1, PREFIX, (byte) 0xFF);

            assertThat(withGuids.decodeWhole(forged).problem()).isPresent();
            assertThat(withGuids
                            .decodeWhole(avro, headers(new byte[] {0, -1, -1, -1, -1}))
                            .problem())
                    .isPresent();
            assertThat(new OutlineReader(schemas).read("T-1".getBytes(UTF_8), forged))
                    .isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7b227472616e73666572 | looks like JSON
            5b7b227472616e736665 | looks like JSON
            4f626a0104166176726f | Avro object container file
            c3010102030405060708 | single-object encoding
            00000000000000000701 | Apicurio
            """)
    void shouldNameOtherFormats(String hex, String name) throws RegistryUnavailableException {
        assertThat(detail(HexFormat.of().parseHex(hex), new RecordHeaders())).contains(name);
    }

    @Test
    void shouldNameTheHeaderOfApicurio() throws RegistryUnavailableException {
        Headers headers = new RecordHeaders().add("apicurio.value.globalId", new byte[] {0, 0, 0, 0, 0, 0, 0, 7});

        assertThat(detail(new byte[] {2, 4}, headers)).contains("apicurio.registry.headers.enabled");
    }

    private String detail(byte[] value, Headers headers) throws RegistryUnavailableException {
        return defect(value, headers).detail();
    }

    private StructuralDefect defect(byte[] value, Headers headers) throws RegistryUnavailableException {
        return decoder.decodeDeciding(value, headers).problem().orElseThrow();
    }

    private static Headers headers(byte[] id) {
        return new RecordHeaders().add("__value_schema_id", id);
    }

    private static byte[] guidHeader() {
        return ByteBuffer.allocate(17)
                .put((byte) 1)
                .putLong(GUID.getMostSignificantBits())
                .putLong(GUID.getLeastSignificantBits())
                .array();
    }
}
