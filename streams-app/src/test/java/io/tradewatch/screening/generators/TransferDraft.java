package io.tradewatch.screening.generators;

import io.tradewatch.screening.GoodsItem;
import io.tradewatch.screening.Party;
import io.tradewatch.screening.Stop;
import io.tradewatch.screening.Transfer;
import io.tradewatch.screening.TransferStatus;
import io.tradewatch.screening.Transport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transfer in the making, so that a test shows only what it is about: a car that goes nowhere known on 2018-06-15. */
public final class TransferDraft {
    String transferId = "T-1";
    TransferStatus status = TransferStatus.DECLARED;
    Instant occurredAt = Instant.parse("2018-06-15T12:00:00Z");

    @Nullable LocalDate occurredOn;

    @Nullable LocalDate contractDate;

    @Nullable String dispatch;

    @Nullable String destination;

    @Nullable Party consignor;

    @Nullable Party consignee;

    @Nullable Party endUser;

    List<Stop> itinerary = List.of();

    @Nullable Transport transport;

    List<GoodsItem> items = List.of(ItemDraft.item(1, "870323").build());

    private TransferDraft() {}

    public static TransferDraft transfer() {
        return new TransferDraft();
    }

    /** A draft that starts from an existing transfer. */
    public static TransferDraft like(Transfer transfer) {
        TransferDraft draft = new TransferDraft();
        draft.transferId = transfer.transferId();
        draft.status = transfer.status();
        draft.occurredAt = transfer.occurredAt();
        draft.occurredOn = transfer.occurredOn();
        draft.contractDate = transfer.contractDate();
        draft.dispatch = transfer.countryOfDispatch();
        draft.destination = transfer.countryOfDestination();
        draft.consignor = transfer.consignor();
        draft.consignee = transfer.consignee();
        draft.endUser = transfer.endUser();
        draft.itinerary = transfer.itinerary();
        draft.transport = transfer.transport();
        draft.items = transfer.goodsItems();
        return draft;
    }

    /** Noon, UTC, of a day. */
    public TransferDraft on(String day) {
        return at(day + "T12:00:00Z");
    }

    public TransferDraft at(String instant) {
        occurredAt = Instant.parse(instant);
        return this;
    }

    /** The calendar day at the place of declaration. */
    public TransferDraft declaredOn(@Nullable String day) {
        occurredOn = day == null ? null : LocalDate.parse(day);
        return this;
    }

    public TransferDraft cancelled() {
        status = TransferStatus.CANCELLED;
        return this;
    }

    public TransferDraft contracted(@Nullable String day) {
        contractDate = day == null ? null : LocalDate.parse(day);
        return this;
    }

    public TransferDraft from(@Nullable String country) {
        dispatch = country;
        return this;
    }

    public TransferDraft to(@Nullable String country) {
        destination = country;
        return this;
    }

    public TransferDraft consignor(@Nullable String country) {
        consignor = new Party(null, country);
        return this;
    }

    public TransferDraft consignee(@Nullable String country) {
        consignee = new Party(null, country);
        return this;
    }

    public TransferDraft endUser(@Nullable String country) {
        endUser = new Party(null, country);
        return this;
    }

    public TransferDraft via(Stop... stops) {
        itinerary = List.of(stops);
        return this;
    }

    public TransferDraft flag(@Nullable String country) {
        transport = new Transport(null, country);
        return this;
    }

    public TransferDraft items(ItemDraft... drafts) {
        items = List.of(drafts).stream().map(ItemDraft::build).toList();
        return this;
    }

    /** The transfer as drafted. */
    public Transfer build() {
        return new Transfer(
                transferId,
                0,
                status,
                occurredAt,
                occurredOn,
                contractDate,
                dispatch,
                destination,
                consignor,
                consignee,
                endUser,
                itinerary,
                transport,
                items);
    }
}
