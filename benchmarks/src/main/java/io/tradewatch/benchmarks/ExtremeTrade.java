package io.tradewatch.benchmarks;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Transfer;
import io.tradewatch.benchmarks.GeneratedTrade.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Transfers to one target such as hardly ever come, made of those of {@link GeneratedTrade}. */
final class ExtremeTrade {
    static final int ITEMS = 10_000;

    private static final long SEED = 7_907;

    private final GeneratedTrade trade;

    ExtremeTrade(GeneratedTrade trade) {
        this.trade = trade;
    }

    /** Transfers of 10,000 items which no measure lists. */
    Stream<Transfer> longClean(long count) {
        Random random = new Random(SEED);
        return LongStream.range(0, count)
                .mapToObj(number -> withItems(number, () -> GeneratedLaw.unlistedCode(random)));
    }

    /**
     * A transfer of 10,000 items which {@link GeneratedLaw#probe} lists all.
     *
     * @param number makes its id
     */
    Transfer longListed(long number) {
        return withItems(number, () -> GeneratedLaw.PROBE_CODE);
    }

    /** Transfers of one item that just misses the measures of {@link GeneratedLaw#even}. */
    Stream<Transfer> nearMisses(long count) {
        Random random = new Random(SEED);
        return LongStream.range(0, count).mapToObj(number -> {
            Transfer transfer = trade.transfer(number, Kind.PROBE);
            transfer.getGoodsItems().get(0).setCommodityCode(GeneratedLaw.oddCode(random));
            return transfer;
        });
    }

    private Transfer withItems(long number, Supplier<String> code) {
        Transfer transfer = trade.transfer(number, Kind.PROBE);
        GoodsItem pattern = transfer.getGoodsItems().get(0);
        List<GoodsItem> items = new ArrayList<>(ITEMS);
        for (int item = 1; item <= ITEMS; item++) {
            // Short descriptions: the whole must fit into the megabyte that a record of Kafka has by default.
            items.add(GoodsItem.newBuilder(pattern)
                    .setItemNumber(item)
                    .setCommodityCode(code.get())
                    .setDescription("Item " + item)
                    .build());
        }
        transfer.setGoodsItems(items);
        return transfer;
    }
}
