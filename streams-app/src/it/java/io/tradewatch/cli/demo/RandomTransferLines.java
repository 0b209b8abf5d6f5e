package io.tradewatch.cli.demo;

import io.tradewatch.measures.Lint;
import io.tradewatch.measures.MeasureCatalogue;
import io.tradewatch.screening.GoodsItem;
import io.tradewatch.screening.Transfer;
import io.tradewatch.screening.generators.ItemDraft;
import io.tradewatch.screening.generators.PublishedLaw;
import io.tradewatch.screening.generators.RandomTransfers;
import io.tradewatch.screening.generators.TransferLine;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Draws transfers that the shipped measures may concern, as lines of a file. The same seed draws the same. */
public final class RandomTransferLines {
    public static final String MEASURES = "../config/measures";
    public static final String REFERENCE = "../config/reference";

    private final long seed;
    private final RandomTransfers transfers;

    public RandomTransferLines(long seed) {
        MeasureCatalogue catalogue = Lint.check(Path.of(MEASURES), Path.of(REFERENCE));
        this.seed = seed;
        this.transfers = new RandomTransfers(new PublishedLaw(catalogue.revisions(), catalogue.tables()));
    }

    /** The first revision of the transfer with this number in its id. */
    public String draw(int number) {
        return draw(number, 0, 0);
    }

    /** A revision of the transfer with this number; the same variant of it says the same but for the revision. */
    public String draw(int number, int revision, int variant) {
        Transfer drawn = transfers.draw(new Random(Objects.hash(seed, number, variant)), number);
        return line(drawn, revision, drawn.countryOfDestination(), drawn.goodsItems());
    }

    /** The same with many cars to North Korea instead of its goods: each breaks several of the shipped measures. */
    public String drawWithCars(int number, int revision, int cars) {
        Transfer drawn = transfers.draw(new Random(Objects.hash(seed, number, 0)), number);
        List<GoodsItem> items = IntStream.rangeClosed(1, cars)
                .mapToObj(item -> ItemDraft.item(item, item % 2 == 0 ? "870323" : "870324")
                        .build())
                .toList();
        return line(drawn, revision, "KP", items);
    }

    private static String line(
            Transfer drawn, int revision, @Nullable String countryOfDestination, List<GoodsItem> goodsItems) {
        return TransferLine.of(new Transfer(
                drawn.transferId(),
                revision,
                drawn.status(),
                drawn.occurredAt(),
                drawn.occurredOn(),
                drawn.contractDate(),
                drawn.countryOfDispatch(),
                countryOfDestination,
                drawn.consignor(),
                drawn.consignee(),
                drawn.endUser(),
                drawn.itinerary(),
                drawn.transport(),
                goodsItems));
    }
}
