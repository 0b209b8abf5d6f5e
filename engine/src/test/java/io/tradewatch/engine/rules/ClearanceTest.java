package io.tradewatch.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewatch.engine.generators.PublishedLaw;
import io.tradewatch.engine.generators.RandomLaw;
import io.tradewatch.engine.generators.RandomTransfers;
import io.tradewatch.engine.index.Countries;
import io.tradewatch.engine.index.Locations;
import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.Party;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.Stop;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.model.TransferStatus;
import io.tradewatch.engine.model.Transport;
import io.tradewatch.engine.outline.TransferOutline;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A transfer whose outline is clear has no findings, under any law; and outlines are clear where nearly nothing is found. */
class ClearanceTest {
    private static final int LAWS = 400;
    private static final int TRANSFERS_A_LAW = 50;
    private static final int HS_DIGITS = 6;
    private static final int LOCODE_CHARACTERS = 5;

    private int clear;
    private int outlined;

    @Test
    void shouldClearNoTransferInWhichScreeningFindsSomething() {
        Random random = new Random(20_240_218);
        TransferOutline outline = new TransferOutline();
        for (int i = 0; i < LAWS; i++) {
            PublishedLaw published = RandomLaw.draw(random);
            Screening screening =
                    new Screening(MeasureIndex.compile(published.law()), Screening.DEFAULT_MAX_VIOLATIONS);
            RandomTransfers transfers = new RandomTransfers(published);
            for (int j = 0; j < TRANSFERS_A_LAW; j++) {
                Transfer transfer = transfers.draw(random, j);
                if (transfer.status() != TransferStatus.CANCELLED && isOutlined(transfer, outline)) {
                    outlined++;
                    if (screening.isClear(outline)) {
                        clear++;
                        assertThat(screening.screen(transfer))
                                .as(transfer.toString())
                                .isEmpty();
                    }
                }
            }
        }
        assertThat(outlined).as("transfers that are written plainly").isGreaterThan(LAWS * TRANSFERS_A_LAW / 10);
        assertThat(clear).as("transfers that are clear by their outline").isGreaterThan(outlined / 20);
    }

    /** Fills an outline; false where the transfer is not written plainly enough for one. */
    private static boolean isOutlined(Transfer transfer, TransferOutline outline) {
        outline.clear();
        outline.setOccurredAt(transfer.occurredAt().toEpochMilli());
        outline.setDay(transfer.date().toEpochDay());
        Transport transport = transfer.transport();
        boolean isPlain = add(outline, Role.DESTINATION, transfer.countryOfDestination())
                && add(outline, Role.DISPATCH, transfer.countryOfDispatch())
                && add(outline, Role.CONSIGNEE, countryOf(transfer.consignee()))
                && add(outline, Role.CONSIGNOR, countryOf(transfer.consignor()))
                && add(outline, Role.END_USER, countryOf(transfer.endUser()))
                && add(outline, Role.FLAG, transport == null ? null : transport.flag());
        for (Stop stop : transfer.itinerary()) {
            isPlain &= addStop(outline, stop);
        }
        for (GoodsItem item : transfer.goodsItems()) {
            Integer origin = number(item.countryOfOrigin());
            isPlain &= origin != null;
            outline.addItem(origin == null ? TransferOutline.NO_COUNTRY : origin, sixDigits(item.commodityCode()));
        }
        return isPlain;
    }

    private static boolean addStop(TransferOutline outline, Stop stop) {
        Integer country = number(stop.country());
        if (country == null) {
            return false;
        }
        String location = stop.location();
        if (country != TransferOutline.NO_COUNTRY || location == null || location.isEmpty()) {
            outline.add(Role.TRANSIT, country);
            return true;
        }
        if (!location.matches("[A-Z]{2}[A-Z2-9]{3}")) {
            return false;
        }
        int locode = 0;
        for (int i = 0; i < LOCODE_CHARACTERS; i++) {
            locode = Locations.append(locode, location.charAt(i));
        }
        outline.addLocation(locode);
        return add(outline, Role.TRANSIT, location.substring(0, 2));
    }

    private static boolean add(TransferOutline outline, Role role, @Nullable String country) {
        Integer number = number(country);
        outline.add(role, number == null ? TransferOutline.NO_COUNTRY : number);
        return number != null;
    }

    private static @Nullable String countryOf(@Nullable Party party) {
        return party == null ? null : party.country();
    }

    /** Null where the country is not written as two capitals. */
    private static @Nullable Integer number(@Nullable String country) {
        if (country == null || country.isEmpty()) {
            return TransferOutline.NO_COUNTRY;
        }
        if (!country.matches("[A-Z]{2}")) {
            return null;
        }
        return Countries.standForNone(country.charAt(0), country.charAt(1))
                ? TransferOutline.NO_COUNTRY
                : Countries.number(country.charAt(0), country.charAt(1));
    }

    /** Of an even number of digits, in a chapter that there is. */
    private static int sixDigits(@Nullable String code) {
        return code == null || !code.matches("(?!00|77|98|99)([0-9]{2}){3,7}")
                ? TransferOutline.NO_CODE
                : Integer.parseInt(code.substring(0, HS_DIGITS));
    }
}
