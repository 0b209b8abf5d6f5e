package io.tradewatch.benchmarks;

import io.tradewatch.avro.Transfer;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Transfers of any number of goods items, of which one in so many breaks a measure, by its last item. One in ten of the others
 * goes to a country that the law targets, with goods of chapters that it lists: only a look into the law tells that they are
 * clean.
 *
 * @param broken what those that break a measure break: some measures of {@link GeneratedLaw#withEntries}
 * @param hitOneIn one of so many transfers breaks a measure
 * @param items the goods items of each transfer
 */
record ScaledTrade(List<Measure> broken, int hitOneIn, int items) {
    private static final long SEED = 104_651;

    /** The first of them, the same for the same number. */
    Stream<Transfer> transfers(int count) {
        return LongStream.range(0, count).mapToObj(this::transfer);
    }

    private Transfer transfer(long number) {
        SplittableRandom random = new SplittableRandom(SEED + number);
        List<String> codes = new ArrayList<>(items);
        for (int item = 0; item < items; item++) {
            codes.add(GeneratedLaw.oddCode(random));
        }
        if (number % hitOneIn != hitOneIn / 2) {
            List<String> countries = GeneratedTrade.destinations(random);
            return GeneratedTrade.of("C-", number, countries.get(random.nextInt(countries.size())), codes, random);
        }
        Measure measure = broken.get(random.nextInt(broken.size()));
        List<CommodityPrefix> listed = measure.commodities();
        codes.set(items - 1, listed.get(random.nextInt(listed.size())).digits());
        return GeneratedTrade.of("H-", number, measure.targets().get(0), codes, random);
    }
}
