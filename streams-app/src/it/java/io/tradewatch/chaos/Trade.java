package io.tradewatch.chaos;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.records.StructuralDefect.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes up what is sent: new transfers, corrections and cancellations of earlier ones, stale and conflicting revisions, and
 * poison. Used by one thread.
 */
final class Trade {
    private static final List<String> DESTINATIONS =
            List.of("KP", "JP", "JP", "JP", "CN", "CN", "CN", "DE", "DE", "DE", "DE", "DE");
    private static final List<String> CODES =
            List.of("840110", "840120", "850110", "860110", "870323", "870340", "880110", "890392", "900110", "930200");
    private static final Instant OCCURRED_AT = Instant.parse("2024-02-18T00:00:00Z");
    private static final int HIGHEST_REVISION = 3;
    private static final int SCHEMA_ID_AT = 1;

    private final Random random;
    private final Function<Transfer, byte[]> encoder;
    private int transfers;

    /** A record to send. {@code transfer} says what is in it, or {@code defect} why it must become a dead letter. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Parcel(
            byte[] key,
            byte @Nullable [] value,
            @Nullable Transfer transfer,
            @Nullable Reason defect) {}

    Trade(long seed, Function<Transfer, byte[]> encoder) {
        this.random = new Random(seed);
        this.encoder = encoder;
    }

    Parcel next() {
        int kind = random.nextInt(1_000);
        if (kind < 3) {
            return poison();
        }
        return kind < 100 && transfers > 0
                ? good(random.nextInt(transfers), random.nextInt(HIGHEST_REVISION + 1))
                : good(transfers++, 0);
    }

    private Parcel good(int number, int revision) {
        // A revision says the same each time that it is sent, but for a few, which conflict.
        int content = random.nextInt(20) == 0 ? random.nextInt() : number * 31 + revision;
        Transfer transfer = transfer(number, revision, new Random(content));
        return new Parcel(key(transfer.getTransferId()), encoder.apply(transfer), transfer, null);
    }

    private static Transfer transfer(int number, int revision, Random content) {
        List<GoodsItem> items = new ArrayList<>();
        for (int item = 1; item <= 1 + content.nextInt(2); item++) {
            items.add(GoodsItem.newBuilder()
                    .setItemNumber(item)
                    .setCommodityCode(CODES.get(content.nextInt(CODES.size())))
                    .build());
        }
        boolean isCancelled = revision > 0 && content.nextInt(6) == 0;
        return Transfer.newBuilder()
                .setTransferId("t" + number)
                .setRevision(revision)
                .setStatus(isCancelled ? TransferStatus.CANCELLED : TransferStatus.DECLARED)
                .setOccurredAt(OCCURRED_AT)
                .setCountryOfDispatch("RU")
                .setCountryOfDestination(DESTINATIONS.get(content.nextInt(DESTINATIONS.size())))
                .setGoodsItems(items)
                .build();
    }

    private Parcel poison() {
        byte[] good = encoder.apply(transfer(transfers, 0, random));
        byte[] key = key("t" + transfers);
        return switch (random.nextInt(4)) {
            case 0 -> new Parcel(key, null, null, Reason.NULL_VALUE);
            case 1 -> new Parcel(key, Arrays.copyOf(good, good.length - 1), null, Reason.UNDECODABLE);
            case 2 -> new Parcel(key("another"), good, null, Reason.KEY_MISMATCH);
            default -> {
                byte[] unknown = good.clone();
                Arrays.fill(unknown, SCHEMA_ID_AT, SCHEMA_ID_AT + 3, (byte) 7);
                yield new Parcel(key, unknown, null, Reason.UNKNOWN_SCHEMA);
            }
        };
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
