package io.tradewatch.codec;

import io.tradewatch.avro.TransferStatus;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.Ranges;
import io.tradewatch.codec.registry.WriterSchema;
import io.tradewatch.engine.index.Countries;
import io.tradewatch.engine.index.Locations;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.outline.TransferOutline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Plans once, for a writer's schema, how to walk over a transfer and record its outline. It checks every requirement of
 * the contract on the encoded bytes. If a field does not clearly meet its requirement, the transfer counts as not
 * ordinary and needs a full decode.
 *
 * <p>Threading notes: not safe for use by several threads.
 */
final class OutlinePlan {
    /** A decimal of 15 bytes has at most 36 digits; a longer one forces a full decode. */
    private static final int MOST_PLAIN_BYTES = 15;

    private static final int LETTERS = 2;
    private static final int LOCODE_CHARACTERS = 5;
    private static final int NO_LOCODE = -1;
    private static final long MILLIS_A_DAY = 86_400_000;
    private static final int LEAST_DIGITS = 6;
    private static final int MOST_DIGITS = 14;
    private static final int LAST_CHAPTER = 97;
    private static final int UNUSED_CHAPTER = 77;
    private static final int TO_CHAPTER = 10_000;
    private static final int NOT_PLAIN = -2;

    private final ReadingStep transfer;

    private byte[] key = {};
    private TransferOutline outline = new TransferOutline();
    private boolean isOrdinary;
    private boolean hasId;
    private boolean hasTime;
    private boolean hasDay;
    private int day;
    private int stopCountry;
    private int stopLocation;
    private int stopLocode;
    private int items;
    private int lastItemNumber;
    private boolean hasItemNumber;
    private int origin;
    private int code;

    private OutlinePlan(Schema writer) {
        this.transfer = record(
                writer,
                Map.ofEntries(
                        Map.entry("transferId", value -> this::transferId),
                        Map.entry("revision", value -> this::revision),
                        Map.entry("status", this::status),
                        Map.entry("occurredAt", value -> this::occurredAt),
                        Map.entry("occurredOn", value -> this::occurredOn),
                        Map.entry("contractDate", value -> this::day),
                        Map.entry("countryOfDispatch", value -> country(Role.DISPATCH)),
                        Map.entry("countryOfDestination", value -> country(Role.DESTINATION)),
                        Map.entry("consignor", party -> countryOf(party, Role.CONSIGNOR)),
                        Map.entry("consignee", party -> countryOf(party, Role.CONSIGNEE)),
                        Map.entry("endUser", party -> countryOf(party, Role.END_USER)),
                        Map.entry(
                                "transport",
                                transport -> record(transport, Map.of("flag", value -> country(Role.FLAG)))),
                        Map.entry("itinerary", stops -> ReadingSteps.skipItems(stop(stops.getElementType()))),
                        Map.entry("goodsItems", goods -> ReadingSteps.skipItems(item(goods.getElementType())))));
    }

    /** Returns the plan for a writer's schema; empty when only Avro can read it, or when it breaks the contract. */
    static Optional<OutlinePlan> of(Schema writer, ScreeningProjection fields) {
        boolean isPlain = WriterSchema.problem(writer, Contracts.TRANSFER).isEmpty()
                && ReadingPlan.of(writer, fields.schema(), fields).isPresent();
        return isPlain ? Optional.of(new OutlinePlan(writer)) : Optional.empty();
    }

    /**
     * Walks over a transfer and records its outline.
     *
     * @return true if the transfer is declared, has revision 0, meets the contract, has its id as its key, and is
     *     recorded in full
     * @throws IOException when the bytes do not follow the schema; runtime exceptions are possible too
     */
    boolean read(StrictDecoder in, byte[] recordKey, TransferOutline into) throws IOException {
        key = recordKey;
        outline = into;
        isOrdinary = true;
        hasId = false;
        hasTime = false;
        hasDay = false;
        items = 0;
        transfer.take(in);
        return isOrdinary && hasId && hasTime && items > 0 && noteDay();
    }

    /** Records D; returns false when the declared day cannot be the day of the time anywhere on earth. */
    private boolean noteDay() {
        long dayInUtc = Math.floorDiv(outline.occurredAt(), MILLIS_A_DAY);
        outline.setDay(hasDay ? day : dayInUtc);
        return !hasDay || Ranges.areDaysOfOneInstant(day, dayInUtc);
    }

    private ReadingStep record(Schema writer, Map<String, Function<Schema, ReadingStep>> noted) {
        List<ReadingStep> steps = new ArrayList<>();
        for (Schema.Field field : writer.getFields()) {
            Function<Schema, ReadingStep> step = noted.get(field.name());
            steps.add(step == null ? ReadingPlan.passingOver(field.schema()) : whereThere(field.schema(), step));
        }
        return ReadingSteps.inOrder(steps);
    }

    /** Returns a step for each type of a value; a null value leaves the outline unchanged. */
    private static ReadingStep whereThere(Schema writer, Function<Schema, ReadingStep> step) {
        if (writer.isUnion()) {
            return ReadingSteps.union(writer.getTypes().stream()
                    .map(branch -> whereThere(branch, step))
                    .toList());
        }
        return writer.getType() == Schema.Type.NULL ? ReadingSteps.NULL : step.apply(writer);
    }

    private void require(boolean isSo) {
        isOrdinary &= isSo;
    }

    /** Compares the id with the key; anything but ASCII may be invalid UTF-8 and forces a full decode. */
    private @Nullable Object transferId(StrictDecoder in) throws IOException {
        int length = in.pass();
        hasId = length > 0
                && length == key.length
                && in.endsHere(key)
                && in.back(length) > ' '
                && in.isAsciiBack(length);
        return null;
    }

    private ReadingStep status(Schema writer) {
        Schema known = TransferStatus.getClassSchema();
        boolean[] isDeclared = new boolean[writer.getEnumSymbols().size()];
        for (int i = 0; i < isDeclared.length; i++) {
            String symbol = writer.getEnumSymbols().get(i);
            String read = known.hasEnumSymbol(symbol) ? symbol : known.getEnumDefault();
            isDeclared[i] = TransferStatus.DECLARED.name().equals(read);
        }
        return in -> {
            require(isDeclared[in.readEnum()]);
            return null;
        };
    }

    private @Nullable Object occurredAt(StrictDecoder in) throws IOException {
        long millis = in.readLong();
        outline.setOccurredAt(millis);
        hasTime = Ranges.holdMillis(millis);
        return null;
    }

    private @Nullable Object occurredOn(StrictDecoder in) throws IOException {
        day = in.readInt();
        hasDay = true;
        return null;
    }

    private @Nullable Object revision(StrictDecoder in) throws IOException {
        require(in.readInt() == 0);
        return null;
    }

    private @Nullable Object day(StrictDecoder in) throws IOException {
        require(Ranges.holdDay(in.readInt()));
        return null;
    }

    private @Nullable Object time(StrictDecoder in) throws IOException {
        require(Ranges.holdMillis(in.readLong()));
        return null;
    }

    private ReadingStep country(Role role) {
        return in -> {
            outline.add(role, plain(twoLetters(in)));
            return null;
        };
    }

    /** Records a country; anything but two capital letters forces a full decode. */
    private int plain(int country) {
        require(country != NOT_PLAIN);
        return country == NOT_PLAIN ? TransferOutline.NO_COUNTRY : country;
    }

    private ReadingStep countryOf(Schema party, Role role) {
        return record(party, Map.of("country", value -> country(role)));
    }

    /** Reads the number of a country from its two-letter code; {@link TransferOutline#NO_COUNTRY} for an empty text. */
    private static int twoLetters(StrictDecoder in) throws IOException {
        int length = in.pass();
        return length == 0 ? TransferOutline.NO_COUNTRY : length == LETTERS ? countryEnding(in, length) : NOT_PLAIN;
    }

    /** Reads the country whose code begins {@code back} bytes before the current position. */
    private static int countryEnding(StrictDecoder in, int back) {
        byte first = in.back(back);
        byte second = in.back(back - 1);
        if (!isLetter(first) || !isLetter(second)) {
            return NOT_PLAIN;
        }
        return Countries.standForNone(first, second) ? TransferOutline.NO_COUNTRY : Countries.number(first, second);
    }

    private static boolean isLetter(byte b) {
        return b >= 'A' && b <= 'Z';
    }

    private ReadingStep stop(Schema writer) {
        ReadingStep stop = record(
                writer,
                Map.of(
                        "country", value -> this::stopCountry,
                        "location", value -> this::stopLocation,
                        "arrivedAt", value -> this::time,
                        "departedAt", value -> this::time));
        return in -> {
            stopCountry = TransferOutline.NO_COUNTRY;
            stopLocation = TransferOutline.NO_COUNTRY;
            stopLocode = NO_LOCODE;
            stop.take(in);
            if (stopCountry != TransferOutline.NO_COUNTRY) {
                outline.add(Role.TRANSIT, plain(stopCountry));
            } else {
                outline.add(Role.TRANSIT, plain(stopLocation));
                if (stopLocode != NO_LOCODE) {
                    outline.addLocation(stopLocode);
                }
            }
            return null;
        };
    }

    private @Nullable Object stopCountry(StrictDecoder in) throws IOException {
        stopCountry = twoLetters(in);
        return null;
    }

    private @Nullable Object stopLocation(StrictDecoder in) throws IOException {
        int length = in.pass();
        if (length > 0) {
            stopLocode = length == LOCODE_CHARACTERS ? locode(in) : NO_LOCODE;
            stopLocation = stopLocode == NO_LOCODE ? NOT_PLAIN : countryEnding(in, LOCODE_CHARACTERS);
        }
        return null;
    }

    private static int locode(StrictDecoder in) {
        int number = 0;
        for (int place = 0; place < LOCODE_CHARACTERS; place++) {
            byte character = in.back(LOCODE_CHARACTERS - place);
            if (!Locations.fits(place, character)) {
                return NO_LOCODE;
            }
            number = Locations.append(number, character);
        }
        return number;
    }

    private ReadingStep item(Schema writer) {
        ReadingStep item = record(
                writer,
                Map.of(
                        "itemNumber", value -> this::itemNumber,
                        "commodityCode", value -> this::commodityCode,
                        "countryOfOrigin", value -> this::origin,
                        "quantity", value -> this::decimal,
                        "netMassKg", value -> this::decimal,
                        "value", money -> record(money, Map.of("amount", value -> this::decimal))));
        return in -> {
            hasItemNumber = false;
            code = TransferOutline.NO_CODE;
            origin = TransferOutline.NO_COUNTRY;
            item.take(in);
            items++;
            outline.addItem(origin, code);
            require(hasItemNumber);
            return null;
        };
    }

    private @Nullable Object origin(StrictDecoder in) throws IOException {
        origin = plain(twoLetters(in));
        return null;
    }

    private @Nullable Object commodityCode(StrictDecoder in) throws IOException {
        code = sixDigits(in);
        return null;
    }

    /** Strictly increasing item numbers cannot contain duplicates; any other order forces a full decode. */
    private @Nullable Object itemNumber(StrictDecoder in) throws IOException {
        int number = in.readInt();
        hasItemNumber = items == 0 || number > lastItemNumber;
        lastItemNumber = number;
        return null;
    }

    private @Nullable Object decimal(StrictDecoder in) throws IOException {
        int length = in.pass();
        require(length > 0 && length <= MOST_PLAIN_BYTES);
        return null;
    }

    /**
     * Reads the first six digits of a commodity code. The code must have an even number of digits, and each separator
     * must follow an even number of digits; otherwise returns {@link TransferOutline#NO_CODE}.
     */
    private static int sixDigits(StrictDecoder in) throws IOException {
        int length = in.pass();
        int digits = 0;
        int number = 0;
        for (int left = length; left > 0; left--) {
            byte b = in.back(left);
            if (b >= '0' && b <= '9') {
                digits++;
                number = digits <= LEAST_DIGITS ? number * 10 + (b - '0') : number;
            } else if (digits % 2 != 0 || (b != '.' && b != ' ' && b != '-' && b != '/')) {
                return TransferOutline.NO_CODE;
            }
        }
        int chapter = number / TO_CHAPTER;
        boolean isUsable = digits >= LEAST_DIGITS
                && digits <= MOST_DIGITS
                && digits % 2 == 0
                && chapter >= 1
                && chapter <= LAST_CHAPTER
                && chapter != UNUSED_CHAPTER;
        return isUsable ? number : TransferOutline.NO_CODE;
    }
}
