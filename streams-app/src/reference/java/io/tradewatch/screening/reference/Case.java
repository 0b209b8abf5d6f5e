package io.tradewatch.screening.reference;

import io.tradewatch.screening.Classification;
import io.tradewatch.screening.Doubt;
import io.tradewatch.screening.GoodsItem;
import io.tradewatch.screening.Measure;
import io.tradewatch.screening.Role;
import io.tradewatch.screening.RoleCountry;
import io.tradewatch.screening.Stop;
import io.tradewatch.screening.Threshold;
import io.tradewatch.screening.Transfer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One item before one measure, and what the rules have found of it so far. */
final class Case {
    /** With canonical countries, or null where one is absent or not known (rule 0). */
    final Transfer transfer;

    final GoodsItem item;
    final Measure measure;
    final LocalDate d;
    final Set<Doubt> doubts = new TreeSet<>();
    final List<RoleCountry> matches = new ArrayList<>();
    final List<RoleCountry> jurisdiction = new ArrayList<>();
    String matchedCommodity = "";

    @Nullable Classification classification;

    @Nullable Threshold threshold;

    Case(Transfer transfer, GoodsItem item, Measure measure, LocalDate d) {
        this.transfer = transfer;
        this.item = item;
        this.measure = measure;
        this.d = d;
    }

    /** The known countries that play a role, in order, each once. */
    Set<String> playing(Role role) {
        Set<String> found = new TreeSet<>();
        switch (role) {
            case DESTINATION -> add(found, transfer.countryOfDestination());
            case DISPATCH -> add(found, transfer.countryOfDispatch());
            case ORIGIN -> add(found, item.countryOfOrigin());
            case CONSIGNEE ->
                add(
                        found,
                        transfer.consignee() == null
                                ? null
                                : transfer.consignee().country());
            case END_USER ->
                add(
                        found,
                        transfer.endUser() == null ? null : transfer.endUser().country());
            case CONSIGNOR ->
                add(
                        found,
                        transfer.consignor() == null
                                ? null
                                : transfer.consignor().country());
            case TRANSIT -> {
                for (Stop stop : transfer.itinerary()) {
                    add(found, stop.country());
                }
            }
            case FLAG ->
                add(
                        found,
                        transfer.transport() == null
                                ? null
                                : transfer.transport().flag());
        }
        return found;
    }

    private static void add(Set<String> found, @Nullable String country) {
        if (country != null) {
            found.add(country);
        }
    }
}
