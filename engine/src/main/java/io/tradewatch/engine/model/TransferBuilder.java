package io.tradewatch.engine.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds a transfer. Fields that are not set are unknown; the status is {@link TransferStatus#DECLARED} and the
 * revision 0. Used by one thread.
 *
 * @see Transfer#builder
 */
public final class TransferBuilder {
    private final String transferId;
    private final Instant occurredAt;
    private final List<Stop> itinerary = new ArrayList<>();
    private final List<GoodsItem> goodsItems = new ArrayList<>();
    private int revision;
    private TransferStatus status = TransferStatus.DECLARED;
    private @Nullable LocalDate occurredOn;
    private @Nullable LocalDate contractDate;
    private @Nullable String countryOfDispatch;
    private @Nullable String countryOfDestination;
    private @Nullable Party consignor;
    private @Nullable Party consignee;
    private @Nullable Party endUser;
    private @Nullable Transport transport;

    TransferBuilder(String transferId, Instant occurredAt) {
        this.transferId = transferId;
        this.occurredAt = occurredAt;
    }

    /** The revision, 0 or more. */
    public TransferBuilder revision(int number) {
        revision = number;
        return this;
    }

    /** Whether the transfer is still valid. */
    public TransferBuilder status(TransferStatus what) {
        status = what;
        return this;
    }

    /** The calendar day at the place of declaration. */
    public TransferBuilder occurredOn(LocalDate day) {
        occurredOn = day;
        return this;
    }

    /** The day on which the contract was made. */
    public TransferBuilder contractDate(LocalDate day) {
        contractDate = day;
        return this;
    }

    /** The country from which the goods were sent, as reported. */
    public TransferBuilder countryOfDispatch(String country) {
        countryOfDispatch = country;
        return this;
    }

    /** The country to which the goods were sent, as reported. */
    public TransferBuilder countryOfDestination(String country) {
        countryOfDestination = country;
        return this;
    }

    /** The sender. */
    public TransferBuilder consignor(Party party) {
        consignor = party;
        return this;
    }

    /** The receiver. */
    public TransferBuilder consignee(Party party) {
        consignee = party;
        return this;
    }

    /** Who will use the goods. */
    public TransferBuilder endUser(Party party) {
        endUser = party;
        return this;
    }

    /** Adds the next stop of the journey. */
    public TransferBuilder stop(Stop next) {
        itinerary.add(next);
        return this;
    }

    /** The means of transport. */
    public TransferBuilder transport(Transport means) {
        transport = means;
        return this;
    }

    /** Adds a goods item; its number must differ from the others'. */
    public TransferBuilder goodsItem(GoodsItem item) {
        goodsItems.add(item);
        return this;
    }

    /**
     * The transfer.
     *
     * @throws IllegalArgumentException when it has no goods item, or one number twice, or a blank transferId
     */
    public Transfer build() {
        return new Transfer(
                transferId,
                revision,
                status,
                occurredAt,
                occurredOn,
                contractDate,
                countryOfDispatch,
                countryOfDestination,
                consignor,
                consignee,
                endUser,
                itinerary,
                transport,
                goodsItems);
    }
}
