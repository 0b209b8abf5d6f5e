package io.tradewatch.chaos;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Party;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
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
    private static final int HEAD_BYTES = 5;
    private static final int LARGE = 400_000;
    private static final int MANY_ITEMS = 2_000;

    /** Banned always, and by other measures at times. */
    private static final String ARMS = "930200";

    /**
     * Banned always, and never by another measure: more violations of a transfer than the limit would be one alert, and a
     * transfer that is too large would not be that under each law.
     */
    private static final String ART = "970110";

    private final Random random;
    private final Function<Transfer, byte[]> encoder;
    private final byte[] exploding;
    private int transfers;

    /** A record to send. {@code transfer} says what is in it, or {@code defect} why it must become a dead letter. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Parcel(
            byte[] key,
            byte @Nullable [] value,
            @Nullable Transfer transfer,
            @Nullable Reason defect) {}

    /**
     * @param seed of what is drawn
     * @param encoder writes transfers
     * @param exploding a value by a schema that the registry knows and that is too large to be used
     */
    Trade(long seed, Function<Transfer, byte[]> encoder, byte[] exploding) {
        this.random = new Random(seed);
        this.encoder = encoder;
        this.exploding = exploding;
    }

    Parcel next() {
        int kind = random.nextInt(1_000);
        if (kind < 3) {
            return poison();
        }
        if (kind == 3 && random.nextInt(20) == 0) {
            return withManyItems(MANY_ITEMS, ARMS, "");
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
        return switch (random.nextInt(9)) {
            case 0 -> poison(key, null, Reason.NULL_VALUE);
            case 1 -> poison(key, Arrays.copyOf(good, good.length - 1), Reason.UNDECODABLE);
            case 2 -> poison(key("another"), good, Reason.KEY_MISMATCH);
            case 3 -> {
                byte[] unknown = good.clone();
                Arrays.fill(unknown, SCHEMA_ID_AT, SCHEMA_ID_AT + 3, (byte) 7);
                yield poison(key, unknown, Reason.UNKNOWN_SCHEMA);
            }
            case 4 -> poison(key, exploding, Reason.UNKNOWN_SCHEMA);
            case 5 -> {
                byte[] noise = Arrays.copyOf(good, HEAD_BYTES + 1 + random.nextInt(size()));
                // A text of a negative length comes first: nothing that is drawn behind it can be read.
                Arrays.fill(noise, HEAD_BYTES, noise.length, (byte) random.nextInt(256));
                noise[HEAD_BYTES] = 1;
                yield poison(key, noise, Reason.UNDECODABLE);
            }
            case 6 -> poison(key(text(size())), good, Reason.KEY_MISMATCH);
            case 7 -> poison(key, text(size()).getBytes(StandardCharsets.UTF_8), Reason.UNDECODABLE);
            default -> {
                if (size() < LARGE) {
                    yield poison(key, null, Reason.NULL_VALUE);
                }
                Parcel sent = withManyItems(MANY_ITEMS / 4, ART, text(LARGE));
                yield poison(sent.key(), sent.value(), Reason.TOO_LARGE);
            }
        };
    }

    private static Parcel poison(byte[] key, byte @Nullable [] value, Reason defect) {
        return new Parcel(key, value, null, defect);
    }

    /** Goods for North Korea which a measure bans that is never taken back. */
    private Parcel withManyItems(int count, String code, String consignee) {
        List<GoodsItem> items = new ArrayList<>();
        for (int item = 1; item <= count; item++) {
            items.add(GoodsItem.newBuilder()
                    .setItemNumber(item)
                    .setCommodityCode(code)
                    .build());
        }
        Transfer transfer = Transfer.newBuilder()
                .setTransferId("m" + transfers + "-" + random.nextInt(Integer.MAX_VALUE))
                .setOccurredAt(OCCURRED_AT)
                .setCountryOfDispatch("RU")
                .setCountryOfDestination("KP")
                .setConsignee(Party.newBuilder().setName(consignee).build())
                .setGoodsItems(items)
                .build();
        return new Parcel(key(transfer.getTransferId()), encoder.apply(transfer), transfer, null);
    }

    /** Seldom a large one: all that is sent is kept until the end, to be judged. */
    private int size() {
        return random.nextInt(10) == 0 ? LARGE : LARGE / 100;
    }

    private String text(int characters) {
        StringBuilder text = new StringBuilder(characters);
        for (int i = 0; i < characters; i++) {
            text.append((char) ('a' + random.nextInt(26)));
        }
        return text.toString();
    }

    private static byte[] key(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
