package io.tradewatch.streams;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.rules.MeasureIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A small law, and some records of three transfers: revisions in any order, the same and other contents, clean, violating,
 * cancelled and defective ones.
 *
 * @param index the law
 * @param transfers the records in the order in which they come in; some cannot be screened
 */
public record RandomHistory(MeasureIndex index, List<Transfer> transfers) {
    private static final List<String> CODES = List.of("490199", "870340", "640110", "64", "");
    private static final List<String> DESTINATIONS = List.of("KP", "KP", "KP", "JP", "");
    private static final int RECORDS = 12;

    /** The same seed gives the same history. */
    public static RandomHistory of(long seed) {
        Random random = new Random(seed);
        List<Transfer> transfers = new ArrayList<>();
        while (transfers.size() < RECORDS) {
            transfers.add(transfer(random));
        }
        return new RandomHistory(law(random), transfers);
    }

    private static MeasureIndex law(Random random) {
        List<Measure> measures = new ArrayList<>();
        measures.add(MeasureDraft.measure("BAN-CARS").goods("87").build());
        if (random.nextBoolean()) {
            measures.add(MeasureDraft.measure("BAN-BOOTS").goods("6401").build());
        }
        if (random.nextBoolean()) {
            measures.add(MeasureDraft.measure("CAP")
                    .goods("8703", "64")
                    .condition("a yearly cap")
                    .build());
        }
        ReferenceTable countries = new ReferenceTable(
                ReferenceTable.COUNTRIES,
                List.of("code", "canonical"),
                List.of(List.of("JP", "JP"), List.of("KP", "KP"), List.of("RU", "RU")));
        return MeasureIndex.compile(Law.of(measures, ReferenceTables.of(List.of(countries))));
    }

    private static Transfer transfer(Random random) {
        String destination = DESTINATIONS.get(random.nextInt(DESTINATIONS.size()));
        List<GoodsItem> items = new ArrayList<>();
        for (int number = 1; number <= random.nextInt(10) / 3; number++) {
            String code = CODES.get(random.nextInt(CODES.size()));
            items.add(GoodsItem.newBuilder()
                    .setItemNumber(number)
                    .setCommodityCode(code.isEmpty() ? null : code)
                    .build());
        }
        return Transfer.newBuilder()
                .setTransferId("T" + random.nextInt(3))
                .setRevision(Math.max(0, random.nextInt(5) - 2))
                .setStatus(random.nextInt(6) == 0 ? TransferStatus.CANCELLED : TransferStatus.DECLARED)
                .setOccurredAt(random.nextInt(20) == 0 ? null : Instant.parse("2024-02-18T00:00:00Z"))
                .setCountryOfDispatch("RU")
                .setCountryOfDestination(destination.isEmpty() ? null : destination)
                .setGoodsItems(items)
                .build();
    }
}
