package io.tradewatch.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.avro.GoodsItem;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferJsonTest {
    private static final String TRANSFER =
            "{\"transferId\":\"T\",\"occurredAt\":\"%s\",\"goodsItems\":[{\"itemNumber\":1%s}]%s}";

    @ParameterizedTest
    @CsvSource({
        "2024-02-18T00:30:00+09:00, 2024-02-18",
        "2024-02-18T23:30:00-08:00, 2024-02-18",
        "2024-02-18T12:00:00+01:00, 2024-02-18",
        "2024-02-18T00:30:00Z,",
        "2024-02-18T00:30:00+00:00,"
    })
    void shouldTakeTheLocalDayOfATimeWithAnOffset(String time, String day) {
        assertThat(read(time, "", "").transfer().getOccurredOn()).isEqualTo(day == null ? null : LocalDate.parse(day));
    }

    @Test
    void shouldLeaveADayThatIsGivenAsItIs() {
        assertThat(read("2024-02-18T00:30:00+09:00", "", ",\"occurredOn\":\"2024-02-17\"")
                        .transfer()
                        .getOccurredOn())
                .isEqualTo("2024-02-17");
    }

    @Test
    void shouldTakeWhatDecidesNothingForUnknownAndNoteIt() {
        TransferJson.Read read = read(
                "2024-02-18T00:30:00Z",
                ",\"quantity\":\"n/a\",\"value\":{\"amount\":\"90,000.00\",\"currency\":\"USD\"},\"identifiers\":[\"V1\"],"
                        + "\"commodityCode\":870324,\"countryOfOrigin\":{\"code\":\"KP\"}",
                ",\"source\":\"AIS\",\"contractDate\":20240218,\"natureOfTransaction\":\"LOTTERY\"");

        GoodsItem item = read.transfer().getGoodsItems().get(0);
        assertThat(item.getQuantity()).isNull();
        assertThat(item.getValue().getAmount()).isNull();
        assertThat(item.getValue().getCurrency()).isEqualTo("USD");
        assertThat(item.getIdentifiers()).isEmpty();
        assertThat(item.getCommodityCode()).isEqualTo("870324");
        assertThat(item.getCountryOfOrigin()).isEqualTo("{\"code\":\"KP\"}");
        assertThat(read.notes())
                .hasSize(7)
                .anyMatch(note -> note.startsWith("goodsItems[0].quantity is \"n/a\", expected a decimal")
                        && note.endsWith("; it counts as unknown"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ,"quantty":1                  |                        | goodsItems[0].quantty is not a known field
                                          | ,"revision":"first"    | revision
                                          | ,"status":"GONE"       | status
                                          | ,"occurredOn":"today"  | occurredOn
                                          | ,"itinerary":"SGSIN"   | itinerary
                                          | ,"consignee":"Acme"    | consignee
            """)
    void shouldRefuseWhatDecidesAndNamesThatAreNotKnown(String item, String transfer, String found) {
        String json =
                TRANSFER.formatted("2024-02-18T00:30:00Z", item == null ? "" : item, transfer == null ? "" : transfer);

        assertThat(TransferJson.read(json).problem().orElseThrow().toString()).contains(found);
    }

    private static TransferJson.Read read(String time, String item, String transfer) {
        return TransferJson.read(TRANSFER.formatted(time, item, transfer)).orElseThrow();
    }
}
