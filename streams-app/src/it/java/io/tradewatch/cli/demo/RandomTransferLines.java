package io.tradewatch.cli.demo;

import io.tradewatch.codec.TransferLine;
import io.tradewatch.engine.generators.ItemDraft;
import io.tradewatch.engine.generators.PublishedLaw;
import io.tradewatch.engine.generators.RandomTransfers;
import io.tradewatch.engine.generators.TransferDraft;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.ruleset.files.Lint;
import io.tradewatch.ruleset.files.MeasureCatalogue;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

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
        return line(drawn.transferId(), revision, drawn);
    }

    /** A revision of the transfer with this number: cars to North Korea, each of which breaks several shipped measures. */
    public String cars(int number, int revision, int cars) {
        ItemDraft[] items = IntStream.rangeClosed(1, cars)
                .mapToObj(item -> ItemDraft.item(item, item % 2 == 0 ? "870323" : "870324"))
                .toArray(ItemDraft[]::new);
        return line(
                "T-" + number,
                revision,
                TransferDraft.transfer()
                        .on("2020-06-01")
                        .from("CN")
                        .to("KP")
                        .items(items)
                        .build());
    }

    private static String line(String transferId, int revision, Transfer transfer) {
        return TransferLine.of(new Transfer(
                transferId,
                revision,
                transfer.status(),
                transfer.occurredAt(),
                transfer.occurredOn(),
                transfer.contractDate(),
                transfer.countryOfDispatch(),
                transfer.countryOfDestination(),
                transfer.consignor(),
                transfer.consignee(),
                transfer.endUser(),
                transfer.itinerary(),
                transfer.transport(),
                transfer.goodsItems()));
    }
}
