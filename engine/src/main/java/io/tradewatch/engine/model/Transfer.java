package io.tradewatch.engine.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One revision of a reported movement of goods, as far as the rules and their explanation need it.
 *
 * @param transferId identifies the transfer over all its revisions; not blank
 * @param revision 0 or more; a higher revision replaces the whole transfer
 * @param status whether the transfer is still valid
 * @param occurredAt when the goods moved
 * @param occurredOn the calendar day of {@code occurredAt} at the place of declaration, or null when not reported
 * @param contractDate the day on which the contract was made, or null when unknown
 * @param countryOfDispatch country code as reported, or null when unknown
 * @param countryOfDestination country code as reported, or null when unknown
 * @param consignor the sender, or null when unknown
 * @param consignee the receiver, or null when unknown
 * @param endUser who will use the goods, or null when unknown
 * @param itinerary the stops in the order of the journey; empty when unknown
 * @param transport the means of transport, or null when unknown
 * @param goodsItems at least one item, no two with the same number
 */
public record Transfer(
        String transferId,
        int revision,
        TransferStatus status,
        Instant occurredAt,
        @Nullable LocalDate occurredOn,
        @Nullable LocalDate contractDate,
        @Nullable String countryOfDispatch,
        @Nullable String countryOfDestination,
        @Nullable Party consignor,
        @Nullable Party consignee,
        @Nullable Party endUser,
        List<Stop> itinerary,
        @Nullable Transport transport,
        List<GoodsItem> goodsItems) {

    public Transfer {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(occurredAt, "occurredAt");
        if (transferId.isBlank()) {
            throw new IllegalArgumentException("a transfer needs a transferId");
        }
        if (revision < 0) {
            throw new IllegalArgumentException("revision is " + revision + ", expected 0 or more");
        }
        itinerary = List.copyOf(itinerary);
        goodsItems = List.copyOf(goodsItems);
        if (goodsItems.isEmpty()) {
            throw new IllegalArgumentException("a transfer needs at least one goods item");
        }
        requireDistinctItemNumbers(goodsItems);
    }

    /**
     * Begins a transfer.
     *
     * @param transferId identifies it over all its revisions; not blank
     * @param occurredAt when the goods moved
     */
    public static TransferBuilder builder(String transferId, Instant occurredAt) {
        return new TransferBuilder(transferId, occurredAt);
    }

    /** Returns D of the rules: the calendar day at the place of declaration or, if that is absent, the UTC date. */
    public LocalDate date() {
        return occurredOn != null ? occurredOn : LocalDate.ofInstant(occurredAt, ZoneOffset.UTC);
    }

    private static void requireDistinctItemNumbers(List<GoodsItem> items) {
        if (items.size() == 1) {
            return;
        }
        Set<Integer> numbers = new HashSet<>(items.size() * 2);
        for (GoodsItem item : items) {
            if (!numbers.add(item.itemNumber())) {
                throw new IllegalArgumentException("item number " + item.itemNumber() + " stands twice");
            }
        }
    }
}
