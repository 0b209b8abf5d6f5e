package io.tradewatch.cli.demo;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Money;
import io.tradewatch.avro.NatureOfTransaction;
import io.tradewatch.avro.Party;
import io.tradewatch.avro.Source;
import io.tradewatch.avro.SourceKind;
import io.tradewatch.avro.Transfer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Generates the harmless trade around the demo's events: goods that no measure lists, between countries that no measure
 * targets. The same seed generates the same trade.
 */
public final class HarmlessTrade {
    private static final Instant FROM = Instant.parse("2018-01-01T00:00:00Z");
    private static final long DAYS = 2_400;
    private static final List<String> COUNTRIES = List.of("PT", "CL", "ZA", "NZ", "UY", "CA", "VN", "MX", "MA", "IS");
    private static final List<Goods> GOODS = List.of(
            new Goods("0901.21", "roasted coffee", 12),
            new Goods("0902.30", "black tea in small packets", 8),
            new Goods("1806.32", "chocolate in blocks", 9),
            new Goods("1509.20", "extra virgin olive oil", 7),
            new Goods("4901.99", "printed books", 11),
            new Goods("9403.60", "wooden furniture", 60),
            new Goods("3926.90", "articles of plastics", 4),
            new Goods("9503.00", "toys", 14));

    private record Goods(String code, String description, int pricePerPiece) {}

    private HarmlessTrade() {}

    /**
     * Generates transfers, numbered from 1.
     *
     * @param seed determines the transfers completely
     * @param count number of transfers, 0 or more
     */
    public static Stream<Transfer> generate(long seed, int count) {
        Random random = new Random(seed);
        return IntStream.rangeClosed(1, count).mapToObj(number -> transfer(number, random));
    }

    private static Transfer transfer(int number, Random random) {
        Goods goods = GOODS.get(random.nextInt(GOODS.size()));
        int from = random.nextInt(COUNTRIES.size());
        String dispatch = COUNTRIES.get(from);
        String destination = COUNTRIES.get((from + 1 + random.nextInt(COUNTRIES.size() - 1)) % COUNTRIES.size());
        int pieces = 10 * (1 + random.nextInt(200));
        return Transfer.newBuilder()
                .setTransferId("invented-%05d".formatted(number))
                .setOccurredAt(FROM.plus(Duration.ofDays(random.nextLong(DAYS))))
                .setNatureOfTransaction(NatureOfTransaction.SALE)
                .setSource(Source.newBuilder()
                        .setKind(SourceKind.CUSTOMS_DECLARATION)
                        .setName("invented for the demo")
                        .build())
                .setCountryOfDispatch(dispatch)
                .setCountryOfDestination(destination)
                .setConsignor(party(random, dispatch))
                .setConsignee(party(random, destination))
                .setGoodsItems(List.of(GoodsItem.newBuilder()
                        .setItemNumber(1)
                        .setCommodityCode(goods.code())
                        .setDescription(goods.description())
                        .setCountryOfOrigin(dispatch)
                        .setQuantity(BigDecimal.valueOf(pieces))
                        .setUnit("C62")
                        .setValue(Money.newBuilder()
                                .setAmount(BigDecimal.valueOf((long) pieces * goods.pricePerPiece()))
                                .setCurrency("USD")
                                .build())
                        .build()))
                .build();
    }

    private static Party party(Random random, String country) {
        int number = 1 + random.nextInt(40);
        return Party.newBuilder()
                .setId("invented-%s-%d".formatted(country, number))
                .setName("Invented trader %d".formatted(number))
                .setCountry(country)
                .build();
    }
}
