package io.tradewatch.engine.reference;

import io.tradewatch.engine.model.GoodsItem;
import io.tradewatch.engine.model.Party;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.Stop;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.model.UnreadableCountry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A transfer as rule 0 reads its countries on day D. */
final class NaiveReport {
    private final NaiveCountries countries;
    private final Transfer transfer;
    private final LocalDate d;

    NaiveReport(NaiveCountries countries, Transfer transfer, LocalDate d) {
        this.countries = countries;
        this.transfer = transfer;
        this.d = d;
    }

    /** All that plays a role, of the transfer or, for ORIGIN, of one item, in the order in which it is reported. */
    List<NaiveCountries.Reading> readings(Role role, @Nullable GoodsItem item) {
        return switch (role) {
            case DESTINATION -> List.of(countries.read(transfer.countryOfDestination(), d));
            case CONSIGNEE -> List.of(country(transfer.consignee()));
            case END_USER -> List.of(country(transfer.endUser()));
            case ORIGIN -> item == null ? List.of() : List.of(countries.read(item.countryOfOrigin(), d));
            case DISPATCH -> List.of(countries.read(transfer.countryOfDispatch(), d));
            case CONSIGNOR -> List.of(country(transfer.consignor()));
            case TRANSIT -> stops();
            case FLAG ->
                List.of(countries.read(
                        transfer.transport() == null
                                ? null
                                : transfer.transport().flag(),
                        d));
        };
    }

    private NaiveCountries.Reading country(@Nullable Party party) {
        return countries.read(party == null ? null : party.country(), d);
    }

    private List<NaiveCountries.Reading> stops() {
        List<NaiveCountries.Reading> readings = new ArrayList<>();
        for (Stop stop : transfer.itinerary()) {
            readings.add(countries.read(stop, d));
        }
        return readings;
    }

    /** The known countries that play a role, in order, each once. */
    Set<String> playing(Role role, GoodsItem item) {
        Set<String> found = new TreeSet<>();
        for (NaiveCountries.Reading reading : readings(role, item)) {
            if (reading.country() != null) {
                found.add(reading.country());
            }
        }
        return found;
    }

    boolean isDestinationKnown() {
        return readings(Role.DESTINATION, null).get(0).state() == NaiveCountries.State.KNOWN;
    }

    /** What of the transfer as a whole cannot be read, in the order of the roles, each once. */
    List<UnreadableCountry> unreadable() {
        List<UnreadableCountry> found = new ArrayList<>();
        for (Role role : Role.values()) {
            addUnreadable(found, role, null);
        }
        return found;
    }

    /** What of one item cannot be read. */
    List<UnreadableCountry> unreadable(GoodsItem item) {
        List<UnreadableCountry> found = new ArrayList<>();
        addUnreadable(found, Role.ORIGIN, item);
        return found;
    }

    private void addUnreadable(List<UnreadableCountry> found, Role role, @Nullable GoodsItem item) {
        for (NaiveCountries.Reading reading : readings(role, item)) {
            UnreadableCountry unreadable = new UnreadableCountry(role, reading.text());
            if (reading.state() == NaiveCountries.State.UNREADABLE && !found.contains(unreadable)) {
                found.add(unreadable);
            }
        }
    }
}
