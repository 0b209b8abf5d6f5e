package io.tradewatch.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Measure;
import io.tradewatch.avro.ReferenceTable;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AvroJsonTest {
    private static final String WHOLE = """
            {"transferId":"T-1","revision":2,"status":"DECLARED","occurredAt":"2024-02-18T00:00:00Z",\
            "contractDate":"2024-01-15","natureOfTransaction":"GIFT",\
            "source":{"kind":"MEDIA_REPORT","name":"KCNA","reference":"20 February 2024"},\
            "countryOfDispatch":"RU","countryOfDestination":"KP","consignor":{"country":"RU"},\
            "itinerary":[{"location":"RUVVO","departedAt":"2024-02-17T22:30:00.500Z"}],\
            "transport":{"mode":"1","vesselName":"Example","vesselImo":"1234567","flag":"RU"},\
            "goodsItems":[{"itemNumber":1,"commodityCode":"8703.24","hsEdition":"HS2022",\
            "description":"Aurus Senat limousine","countryOfOrigin":"RU","quantity":"1","unit":"C62",\
            "netMassKg":"2700.5","value":{"amount":"240000","currency":"USD"},\
            "identifiers":[{"type":"VIN","value":"X"}]}]}""";

    @Test
    void shouldWriteWhatItReads() {
        assertThat(AvroJson.write(transfer(WHOLE))).isEqualTo(WHOLE);
    }

    @Test
    void shouldFillInTheContractsDefaults() {
        assertThat(AvroJson.write(transfer("{}")))
                .isEqualTo(
                        "{\"revision\":0,\"status\":\"DECLARED\",\"natureOfTransaction\":\"UNKNOWN\",\"itinerary\":[],\"goodsItems\":[]}");
    }

    @Test
    void shouldTakeNullForAbsent() {
        assertThat(transfer(
                        "{\"transferId\":null,\"revision\":null,\"status\":null,\"goodsItems\":null,\"source\":null}"))
                .isEqualTo(transfer("{}"));
    }

    @Property(tries = 500)
    void shouldReadTheTransfersThatItWrites(@ForAll long seed) {
        Transfer transfer = new RandomRecords(seed).transfer();

        assertThat(AvroJson.read(AvroJson.write(transfer), Transfer.class)).isEqualTo(DecodeResult.of(transfer));
    }

    @Property(tries = 500)
    void shouldReadTheViolationsThatItWrites(@ForAll long seed) {
        Violation violation = new RandomRecords(seed).violation();

        assertThat(AvroJson.read(AvroJson.write(violation), Violation.class)).isEqualTo(DecodeResult.of(violation));
    }

    @Property(tries = 200)
    void shouldReadTheLawThatItWrites(@ForAll long seed) {
        Measure measure = new RandomRecords(seed).measure();
        ReferenceTable table = new RandomRecords(seed).referenceTable();

        assertThat(AvroJson.read(AvroJson.write(measure), Measure.class)).isEqualTo(DecodeResult.of(measure));
        assertThat(AvroJson.read(AvroJson.write(table), ReferenceTable.class)).isEqualTo(DecodeResult.of(table));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"1.50\"', 1.5",
        "1.50, 1.5",
        "'\"-0\"', 0",
        "0E+999999999, 0",
        "1e2, 100",
        "'\"1E+2\"', 100",
        "'\"0.0000000010000\"', 0.000000001",
        "12345678901234567890123456789.123456789, 12345678901234567890123456789.123456789"
    })
    void shouldReadDecimalsFromTextAndNumbers(String json, String written) {
        Transfer transfer = transfer("{\"goodsItems\":[{\"quantity\":" + json + "}]}");

        assertThat(transfer.getGoodsItems().get(0).getQuantity()).isEqualTo(new BigDecimal(written).setScale(9));
        assertThat(AvroJson.write(transfer)).contains("\"quantity\":\"" + written + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0000000001",
                "\"0.0000000001\"",
                "123456789012345678901234567890",
                "1e29",
                "1e999999999",
                "1e-999999999",
                "\"1e999999999\"",
            })
    void shouldRefuseDecimalsThatDoNotFit(String json) {
        requireDefect(
                "{\"goodsItems\":[{\"quantity\":" + json + "}]}",
                Reason.DECIMAL_OUT_OF_RANGE,
                "goodsItems[0].quantity",
                "at most 29 before and 9 after the point");
    }

    @Test
    void shouldRefuseADecimalOfManyDigitsWithoutReadingItAll() {
        requireDefect(
                "{\"goodsItems\":[{\"quantity\":\"" + "9".repeat(1_000_000) + "\"}]}",
                Reason.DECIMAL_OUT_OF_RANGE,
                "goodsItems[0].quantity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1,5\"", "\"\"", "\"1.\"", "\"٣\"", "\"0x1F\"", "\"NaN\"", "true", "{}", "[1]"})
    void shouldRefuseDecimalsThatAreNone(String json) {
        requireDefect(
                "{\"goodsItems\":[{},{\"netMassKg\":" + json + "}]}",
                Reason.WRONG_FIELD,
                "goodsItems[1].netMassKg is " + json,
                "a decimal");
    }

    @Test
    void shouldReadTimesWithAnyOffset() {
        assertThat(transfer("{\"occurredAt\":\"2024-02-18T02:00:00.123456+09:00\"}")
                        .getOccurredAt())
                .isEqualTo(Instant.parse("2024-02-17T17:00:00.123Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"2024-02-18T00:00:00\"",
                "\"2024-02-18\"",
                "\"2024-02-30T00:00:00Z\"",
                "\"2024-02-18T24:00:00Z\"",
                "\"18.02.2024\"",
                "\"\"",
                "1708214400000"
            })
    void shouldRefuseTimesThatAreNoneOrHaveNoOffset(String json) {
        requireDefect("{\"occurredAt\":" + json + "}", Reason.WRONG_FIELD, "occurredAt is " + json, "offset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+10000-01-01T00:00:00Z",
                "0000-12-31T23:59:59Z",
                "-0001-01-01T00:00:00Z",
                "9999-12-31T23:00:00-02:00"
            })
    void shouldRefuseTimesOutsideFourDigitYears(String time) {
        requireDefect("{\"occurredAt\":\"" + time + "\"}", Reason.DATE_OUT_OF_RANGE, "occurredAt", "0001 to 9999");
    }

    @Test
    void shouldReadDates() {
        assertThat(transfer("{\"contractDate\":\"2017-09-11\"}").getContractDate())
                .isEqualTo(LocalDate.of(2017, 9, 11));
        requireDefect("{\"contractDate\":\"2017-02-29\"}", Reason.WRONG_FIELD, "contractDate", "2024-02-18");
        requireDefect("{\"contractDate\":17420}", Reason.WRONG_FIELD, "contractDate is 17420");
        requireDefect("{\"contractDate\":\"0000-01-01\"}", Reason.DATE_OUT_OF_RANGE, "contractDate");
    }

    @Test
    void shouldNameTheFieldThatWasMeant() {
        requireDefect(
                "{\"goodsItems\":[{\"comodityCode\":\"8703\"}]}",
                Reason.WRONG_FIELD,
                "goodsItems[0].comodityCode is not a known field; did you mean commodityCode?");
        requireDefect("{\"TRANSFERID\":\"T\"}", Reason.WRONG_FIELD, "did you mean transferId?");
    }

    @Test
    void shouldListTheFieldsWhereNoneIsNear() {
        requireDefect(
                "{\"consignor\":{\"shoeSize\":44}}",
                Reason.WRONG_FIELD,
                "consignor.shoeSize is not a known field; a Party has id, name, country, address");
    }

    @Test
    void shouldListTheSymbolsWhereAnotherIsFound() {
        requireDefect(
                "{\"status\":\"declared\"}",
                Reason.WRONG_FIELD,
                "status is \"declared\", expected one of DECLARED, CANCELLED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
                    {"transferId":1}                          | transferId is 1, expected text
                    {"revision":1.5}                          | revision is 1.5, expected a whole number
                    {"revision":"1"}                          | revision is "1", expected a whole number
                    {"revision":2147483648}                   | revision is 2147483648, expected a whole number
                    {"goodsItems":{}}                         | goodsItems is {}, expected an array
                    {"goodsItems":[null]}                     | goodsItems[0] is null, expected an object
                    {"source":"KCNA"}                         | source is "KCNA", expected an object
                    {"goodsItems":[{"identifiers":[{"type":"VIN"}]}]} | goodsItems[0].identifiers[0].value is missing
                    []                                        | the whole is [], expected an object
                    7                                         | the whole is 7, expected an object
                    """)
    void shouldNameThePlaceOfAWrongValue(String json, String message) {
        requireDefect(json, Reason.WRONG_FIELD, message);
    }

    @Test
    void shouldRefuseTextThatUtf8CannotCarry() {
        requireDefect("{\"transferId\":\"\\ud83d\"}", Reason.WRONG_FIELD, "surrogate");
        assertThat(transfer("{\"transferId\":\"\\ud83d\\ude97\"}").getTransferId())
                .isEqualTo("🚗");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"transferId\":\"T\"} {}",
                "{\"transferId\":\"T\",\"transferId\":\"U\"}",
                "{'transferId':'T'}",
                "not JSON",
                "{\"goodsItems\":[{\"quantity\":NaN}]}"
            })
    void shouldRefuseWhatIsNotOneJsonObject(String json) {
        requireDefect(json, Reason.MALFORMED_JSON, "line 1");
    }

    @Test
    void shouldRefuseAnEmptyLine() {
        assertThat(AvroJson.read("", Transfer.class).problem())
                .hasValueSatisfying(defect -> assertThat(defect.reason()).isEqualTo(Reason.MALFORMED_JSON));
    }

    @Test
    void shouldSayWhichRequiredFieldOfAMeasureIsMissing() {
        assertThat(AvroJson.read("{\"measureId\":\"UN-KP-1\"}", Measure.class).problem())
                .hasValueSatisfying(
                        defect -> assertThat(defect.detail()).isEqualTo("revision is missing, expected int"));
    }

    private static Transfer transfer(String json) {
        return AvroJson.read(json, Transfer.class).orElseThrow();
    }

    private static void requireDefect(String json, Reason reason, String... details) {
        assertThat(AvroJson.read(json, Transfer.class).problem()).hasValueSatisfying(defect -> {
            assertThat(defect.reason()).as(defect.detail()).isEqualTo(reason);
            assertThat(defect.detail()).contains(details);
        });
    }
}
