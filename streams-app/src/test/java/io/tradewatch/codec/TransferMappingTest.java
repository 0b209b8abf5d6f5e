package io.tradewatch.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.Transfer;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.Money;
import io.tradewatch.engine.model.Party;
import io.tradewatch.engine.model.Stop;
import io.tradewatch.engine.model.TransferStatus;
import io.tradewatch.engine.model.Transport;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules get to see of a transfer. Defects are shown on bytes, in {@link TransferDecoderTest}. */
class TransferMappingTest {
    @Test
    void shouldShowTheRulesAllThatTheyNeed() {
        assertThat(screening("""
                        {"transferId": "T-1", "revision": 3, "status": "CANCELLED", "occurredAt": "2024-02-18T00:00:00Z",
                         "contractDate": "2024-01-15", "countryOfDispatch": "ru", "countryOfDestination": " KP",
                         "consignor": {"id": "1", "name": "A", "country": "RU", "address": "Moscow"},
                         "consignee": {"name": "B"}, "endUser": {"country": "KP"},
                         "itinerary": [{"country": "RU"}, {"location": "KPRAS"}],
                         "transport": {"vesselName": "Example", "flag": "KP"},
                         "goodsItems": [{"itemNumber": 7, "commodityCode": "8703.24", "tariff": "CN",
                           "hsEdition": "HS2022", "description": "limousine", "countryOfOrigin": "RU", "quantity": "1",
                           "unit": "C62", "value": {"amount": "5", "currency": "USD"}}]}"""))
                .isEqualTo(new io.tradewatch.engine.model.Transfer(
                        "T-1",
                        3,
                        TransferStatus.CANCELLED,
                        Instant.parse("2024-02-18T00:00:00Z"),
                        null,
                        LocalDate.of(2024, 1, 15),
                        "ru",
                        " KP",
                        new Party("A", "RU"),
                        new Party("B", null),
                        new Party(null, "KP"),
                        List.of(new Stop("RU", null), new Stop(null, "KPRAS")),
                        new Transport("Example", "KP"),
                        List.of(new GoodsItem(
                                7,
                                "8703.24",
                                "CN",
                                "HS2022",
                                "limousine",
                                "RU",
                                new BigDecimal("1.000000000"),
                                "C62",
                                null,
                                new Money(new BigDecimal("5.000000000"), "USD")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {"{}", "{\"amount\": \"5\"}", "{\"currency\": \"USD\"}"})
    void shouldNotCountAValueWithoutAmountOrCurrency(String value) {
        assertThat(screening("""
                                {"transferId": "T-1", "occurredAt": "2024-02-18T00:00:00Z",
                                 "goodsItems": [{"itemNumber": 1, "value": %s}]}""".formatted(value)).goodsItems().get(0).value()).isNull();
    }

    @Test
    void shouldRefuseAKeyThatIsNotUtf8() {
        byte[] key = {'u', 't', 'f', (byte) 0xFF};

        assertThat(TransferMapping.keyDefect(key, "utf\uFFFD")).hasValueSatisfying(defect -> {
            assertThat(defect.reason()).isEqualTo(Reason.KEY_MISMATCH);
            assertThat(defect.detail()).contains("4 bytes that are not UTF-8, 757466ff");
        });
        assertThat(TransferMapping.keyDefect("utf\uFFFD".getBytes(UTF_8), "utf\uFFFD"))
                .isEmpty();
    }

    @Test
    void shouldQuoteNoMoreThanTheBeginningOfALongKey() {
        assertThat(TransferMapping.keyDefect("x".repeat(900_000).getBytes(UTF_8), "y".repeat(900_000)))
                .hasValueSatisfying(defect -> assertThat(defect.detail()).hasSizeLessThan(400));
    }

    @Test
    void shouldHoldTheKeyAgainstTheTransfersId() {
        assertThat(TransferMapping.keyDefect("T-Ä".getBytes(UTF_8), "T-Ä")).isEmpty();
        assertThat(TransferMapping.keyDefect("T-2".getBytes(UTF_8), "T-1")).hasValueSatisfying(defect -> {
            assertThat(defect.reason()).isEqualTo(Reason.KEY_MISMATCH);
            assertThat(defect.detail()).contains("T-2").contains("T-1");
        });
        assertThat(TransferMapping.keyDefect(null, "T-1")).isPresent();
    }

    private static io.tradewatch.engine.model.Transfer screening(String json) {
        return TransferMapping.toScreening(AvroJson.read(json, Transfer.class).orElseThrow())
                .orElseThrow();
    }
}
