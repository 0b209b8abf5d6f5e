package io.tradewatch.codec;

import static io.tradewatch.codec.registry.StructuralDefect.Reason.DATE_OUT_OF_RANGE;
import static io.tradewatch.codec.registry.StructuralDefect.Reason.DUPLICATE_ITEM_NUMBER;
import static io.tradewatch.codec.registry.StructuralDefect.Reason.KEY_MISMATCH;
import static io.tradewatch.codec.registry.StructuralDefect.Reason.MISSING_ITEM_NUMBER;
import static io.tradewatch.codec.registry.StructuralDefect.Reason.MISSING_OCCURRED_AT;
import static io.tradewatch.codec.registry.StructuralDefect.Reason.MISSING_TRANSFER_ID;
import static io.tradewatch.codec.registry.StructuralDefect.Reason.NEGATIVE_REVISION;
import static io.tradewatch.codec.registry.StructuralDefect.Reason.NO_GOODS_ITEMS;

import io.tradewatch.codec.registry.DecodeResult;
import io.tradewatch.codec.registry.DefectFound;
import io.tradewatch.codec.registry.Ranges;
import io.tradewatch.codec.registry.StructuralDefect;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.Money;
import io.tradewatch.engine.model.Party;
import io.tradewatch.engine.model.Stop;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.model.TransferStatus;
import io.tradewatch.engine.model.Transport;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Converts transfers from the contract's type to the engine's type, or returns their defect. */
public final class TransferMapping {
    /** The most bytes or characters of a key or id in a detail; either may be as long as a record. */
    private static final int MOST_SHOWN = 100;

    private TransferMapping() {}

    /**
     * Converts a transfer to the engine's type. The value of goods counts only if it has both an amount and a currency.
     *
     * @return the transfer, or the first defect found: of the transfer itself, then of its stops, then of its items
     */
    public static DecodeResult<Transfer> toScreening(io.tradewatch.avro.Transfer transfer) {
        try {
            return DecodeResult.of(map(transfer));
        } catch (DefectFound e) {
            return e.outcome();
        }
    }

    /**
     * Returns the decoded value of a record, or the defect of its key.
     *
     * @param key the record's key
     * @param read its decoded value
     * @param transferId returns a transfer's id
     */
    public static <T> DecodeResult<T> underKey(
            byte @Nullable [] key, DecodeResult<T> read, Function<T, String> transferId) {
        if (read instanceof DecodeResult.Decoded<T> decoded) {
            Optional<StructuralDefect> defect = keyDefect(key, transferId.apply(decoded.value()));
            if (defect.isPresent()) {
                return new DecodeResult.Defective<>(defect.get());
            }
        }
        return read;
    }

    /** Returns a defect if a record's key is not the transfer's id in UTF-8. */
    public static Optional<StructuralDefect> keyDefect(byte @Nullable [] key, String transferId) {
        if (Arrays.equals(key, transferId.getBytes(StandardCharsets.UTF_8))) {
            return Optional.empty();
        }
        return Optional.of(new StructuralDefect(
                KEY_MISMATCH,
                "the record's key is " + shown(key) + ", expected the transferId '" + shortened(transferId)
                        + "' in UTF-8"));
    }

    private static String shown(byte @Nullable [] key) {
        if (key == null) {
            return "absent";
        }
        try {
            return "'"
                    + shortened(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(key))
                            .toString())
                    + "'";
        } catch (CharacterCodingException e) {
            String bytes = HexFormat.of().formatHex(key, 0, Math.min(key.length, MOST_SHOWN));
            return key.length + " bytes that are not UTF-8, " + bytes + (key.length > MOST_SHOWN ? "…" : "");
        }
    }

    private static String shortened(String text) {
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    private static Transfer map(io.tradewatch.avro.Transfer transfer) throws DefectFound {
        String transferId = transfer.getTransferId();
        if (transferId == null || transferId.isBlank()) {
            throw new DefectFound(MISSING_TRANSFER_ID, "transferId is absent or blank");
        }
        if (transfer.getRevision() < 0) {
            throw new DefectFound(NEGATIVE_REVISION, "revision is " + transfer.getRevision() + ", expected 0 or more");
        }
        if (transfer.getOccurredAt() == null) {
            throw new DefectFound(MISSING_OCCURRED_AT, "occurredAt is absent");
        }
        Ranges.require(transfer.getOccurredAt(), "occurredAt");
        requireOccurredOn(transfer.getOccurredOn(), transfer.getOccurredAt());
        Ranges.require(transfer.getContractDate(), "contractDate");
        return new Transfer(
                transferId,
                transfer.getRevision(),
                transfer.getStatus() == io.tradewatch.avro.TransferStatus.CANCELLED
                        ? TransferStatus.CANCELLED
                        : TransferStatus.DECLARED,
                transfer.getOccurredAt(),
                transfer.getOccurredOn(),
                transfer.getContractDate(),
                transfer.getCountryOfDispatch(),
                transfer.getCountryOfDestination(),
                party(transfer.getConsignor()),
                party(transfer.getConsignee()),
                party(transfer.getEndUser()),
                stops(transfer.getItinerary()),
                transport(transfer.getTransport()),
                items(transfer.getGoodsItems()));
    }

    /** No place on earth is a day ahead of UTC, nor a day behind it. */
    private static void requireOccurredOn(@Nullable LocalDate occurredOn, Instant occurredAt) throws DefectFound {
        if (occurredOn == null) {
            return;
        }
        Ranges.require(occurredOn, "occurredOn");
        LocalDate inUtc = LocalDate.ofInstant(occurredAt, ZoneOffset.UTC);
        if (!Ranges.areDaysOfOneInstant(occurredOn.toEpochDay(), inUtc.toEpochDay())) {
            throw new DefectFound(
                    DATE_OUT_OF_RANGE,
                    "occurredOn is " + occurredOn + ", expected the day of occurredAt (" + inUtc
                            + " in UTC) or one of its neighbours");
        }
    }

    private static @Nullable Party party(io.tradewatch.avro.@Nullable Party party) {
        return party == null ? null : new Party(party.getName(), party.getCountry());
    }

    private static @Nullable Transport transport(io.tradewatch.avro.@Nullable Transport transport) {
        return transport == null ? null : new Transport(transport.getVesselName(), transport.getFlag());
    }

    private static List<Stop> stops(List<io.tradewatch.avro.Stop> itinerary) throws DefectFound {
        if (itinerary.isEmpty()) {
            return List.of();
        }
        List<Stop> stops = new ArrayList<>(itinerary.size());
        for (io.tradewatch.avro.Stop stop : itinerary) {
            Ranges.require(stop.getArrivedAt(), "itinerary.arrivedAt");
            Ranges.require(stop.getDepartedAt(), "itinerary.departedAt");
            stops.add(new Stop(stop.getCountry(), stop.getLocation()));
        }
        return stops;
    }

    private static List<GoodsItem> items(List<io.tradewatch.avro.GoodsItem> goodsItems) throws DefectFound {
        if (goodsItems.isEmpty()) {
            throw new DefectFound(NO_GOODS_ITEMS, "goodsItems is empty");
        }
        List<GoodsItem> items = new ArrayList<>(goodsItems.size());
        for (io.tradewatch.avro.GoodsItem item : goodsItems) {
            items.add(item(item, items.size()));
        }
        requireDistinctNumbers(items);
        return items;
    }

    private static GoodsItem item(io.tradewatch.avro.GoodsItem item, int index) throws DefectFound {
        if (item.getItemNumber() == null) {
            throw new DefectFound(MISSING_ITEM_NUMBER, "goodsItems[" + index + "].itemNumber is absent");
        }
        Ranges.require(item.getQuantity(), "goodsItems.quantity");
        Ranges.require(item.getNetMassKg(), "goodsItems.netMassKg");
        return new GoodsItem(
                item.getItemNumber(),
                item.getCommodityCode(),
                item.getTariff(),
                item.getHsEdition(),
                item.getDescription(),
                item.getCountryOfOrigin(),
                item.getQuantity(),
                item.getUnit(),
                item.getNetMassKg(),
                money(item.getValue()));
    }

    private static @Nullable Money money(io.tradewatch.avro.@Nullable Money value) throws DefectFound {
        if (value == null || value.getAmount() == null) {
            return null;
        }
        Ranges.require(value.getAmount(), "goodsItems.value.amount");
        return value.getCurrency() == null ? null : new Money(value.getAmount(), value.getCurrency());
    }

    private static void requireDistinctNumbers(List<GoodsItem> items) throws DefectFound {
        if (items.size() == 1) {
            return;
        }
        Set<Integer> numbers = new HashSet<>(items.size() * 2);
        for (GoodsItem item : items) {
            if (!numbers.add(item.itemNumber())) {
                throw new DefectFound(
                        DUPLICATE_ITEM_NUMBER, "two of goodsItems have the itemNumber " + item.itemNumber());
            }
        }
    }
}
