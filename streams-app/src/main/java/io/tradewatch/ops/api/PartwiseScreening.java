package io.tradewatch.ops.api;

import io.tradewatch.screening.Finding;
import io.tradewatch.screening.GoodsItem;
import io.tradewatch.screening.MeasureIndex;
import io.tradewatch.screening.Screening;
import io.tradewatch.screening.Transfer;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Screens a transfer a few goods items at a time, so that what is found in all of them never stands in memory at once. What is
 * found is what {@link Screening#screen} finds, in its order.
 */
final class PartwiseScreening {
    /** Goods items times measures that are judged at a time: some milliseconds, and some megabytes of findings. */
    private static final int MOST_JUDGEMENTS = 20_000;

    private static final int TRANSFER_AS_A_WHOLE = 0;

    private PartwiseScreening() {}

    /**
     * Screens a transfer.
     *
     * @param found takes what is found in some of the items, several times in all
     */
    static void screen(MeasureIndex index, Transfer transfer, Consumer<List<Finding>> found) {
        screen(index, transfer, Math.max(1, MOST_JUDGEMENTS / Math.max(1, index.size())), found);
    }

    /** @param atOnce how many items are screened at a time, 1 or more */
    static void screen(MeasureIndex index, Transfer transfer, int atOnce, Consumer<List<Finding>> found) {
        Screening screening = new Screening(index);
        int count = transfer.goodsItems().size();
        if (count <= atOnce) {
            found.accept(screening.screen(transfer));
            return;
        }
        List<GoodsItem> items = transfer.goodsItems().stream()
                .sorted(Comparator.comparingInt(GoodsItem::itemNumber))
                .toList();
        boolean isWholeTold = false;
        for (int from = 0; from < count; from += atOnce) {
            int to = Math.min(count, from + atOnce);
            List<Finding> part = screening.screen(withItems(transfer, items.subList(from, to)));
            // Each part finds what concerns the transfer as a whole, too: it is told once, where the number 0 belongs.
            boolean tellsWhole =
                    !isWholeTold && (to == count || items.get(to - 1).itemNumber() >= TRANSFER_AS_A_WHOLE);
            isWholeTold |= tellsWhole;
            found.accept(
                    tellsWhole
                            ? part
                            : part.stream()
                                    .filter(finding -> finding.itemNumber() != TRANSFER_AS_A_WHOLE)
                                    .toList());
        }
    }

    /** A transfer with some of its goods items only. */
    static Transfer withItems(Transfer transfer, List<GoodsItem> items) {
        return new Transfer(
                transfer.transferId(),
                transfer.revision(),
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
                items);
    }
}
