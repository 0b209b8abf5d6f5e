package io.tradewatch.engine.rules;

import io.tradewatch.engine.index.CountryReading;
import io.tradewatch.engine.index.CountrySet;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Party;
import io.tradewatch.engine.model.Role;
import io.tradewatch.engine.model.RoleCountry;
import io.tradewatch.engine.model.Stop;
import io.tradewatch.engine.model.Transfer;
import io.tradewatch.engine.model.Transport;
import io.tradewatch.engine.model.UnreadableCountry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A transfer with its countries in canonical form. Rule 0.
 *
 * @param transfer the transfer as reported
 * @param date the day on which the goods moved: D
 * @param dispatch country of dispatch, or null when absent or unreadable; likewise the next five
 * @param transits the known countries of the stops, each once, in alphabetical order
 * @param unreadable the countries that were reported and cannot be read, without the origins of items; in the order of
 *     their roles, then of the stops, each once
 */
record ResolvedTransfer(
        Transfer transfer,
        LocalDate date,
        @Nullable String dispatch,
        @Nullable String destination,
        @Nullable String consignor,
        @Nullable String consignee,
        @Nullable String endUser,
        @Nullable String flag,
        List<String> transits,
        List<UnreadableCountry> unreadable) {

    static ResolvedTransfer of(Transfer transfer, ReferenceTables reference) {
        return new Reader(transfer, reference).read();
    }

    /** Reads the countries of one transfer, in the order of their roles, and collects those that cannot be read. */
    private static final class Reader {
        private final Transfer transfer;
        private final ReferenceTables reference;
        private final LocalDate date;

        /** The shared empty set, unless a country cannot be read. */
        private Set<UnreadableCountry> unreadable = Set.of();

        Reader(Transfer transfer, ReferenceTables reference) {
            this.transfer = transfer;
            this.reference = reference;
            this.date = transfer.date();
        }

        ResolvedTransfer read() {
            String destination = country(Role.DESTINATION, transfer.countryOfDestination());
            String consignee = countryOf(Role.CONSIGNEE, transfer.consignee());
            String endUser = countryOf(Role.END_USER, transfer.endUser());
            String dispatch = country(Role.DISPATCH, transfer.countryOfDispatch());
            String consignor = countryOf(Role.CONSIGNOR, transfer.consignor());
            List<String> transits = transits();
            Transport transport = transfer.transport();
            String flag = transport == null ? null : country(Role.FLAG, transport.flag());
            return new ResolvedTransfer(
                    transfer,
                    date,
                    dispatch,
                    destination,
                    consignor,
                    consignee,
                    endUser,
                    flag,
                    transits,
                    List.copyOf(unreadable));
        }

        private @Nullable String countryOf(Role role, @Nullable Party party) {
            return party == null ? null : country(role, party.country());
        }

        private @Nullable String country(Role role, @Nullable String reported) {
            return code(role, reported, reference.countries().read(reported, date));
        }

        private @Nullable String code(Role role, @Nullable String reported, CountryReading reading) {
            if (reading.isUnreadable()) {
                addUnreadable(new UnreadableCountry(role, String.valueOf(reported)));
            }
            return reading.code();
        }

        private void addUnreadable(UnreadableCountry country) {
            if (unreadable.isEmpty()) {
                unreadable = new LinkedHashSet<>();
            }
            unreadable.add(country);
        }

        private List<String> transits() {
            if (transfer.itinerary().isEmpty()) {
                return List.of();
            }
            TreeSet<String> transits = new TreeSet<>();
            for (Stop stop : transfer.itinerary()) {
                CountryReading reading = reference.countries().read(stop.country(), date);
                String country = reading.isAbsent()
                        ? code(Role.TRANSIT, stop.location(), reference.countryOfLocation(stop.location(), date))
                        : code(Role.TRANSIT, stop.country(), reading);
                if (country != null) {
                    transits.add(country);
                }
            }
            return List.copyOf(transits);
        }
    }

    /** The known countries in a role, each once, in alphabetical order. */
    List<String> countriesIn(Role role, @Nullable String origin) {
        return switch (role) {
            case DESTINATION -> known(destination);
            case CONSIGNEE -> known(consignee);
            case END_USER -> known(endUser);
            case ORIGIN -> known(origin);
            case DISPATCH -> known(dispatch);
            case CONSIGNOR -> known(consignor);
            case TRANSIT -> transits;
            case FLAG -> known(flag);
        };
    }

    private static List<String> known(@Nullable String country) {
        return country == null ? List.of() : List.of(country);
    }

    /**
     * The countries that belong to a set on the day of the transfer, with their roles, in the order of the given roles.
     */
    List<RoleCountry> lyingIn(CountrySet set, List<Role> roles, @Nullable String origin) {
        List<RoleCountry> result = new ArrayList<>(2);
        for (Role role : roles) {
            for (String country : countriesIn(role, origin)) {
                if (set.contains(country, date)) {
                    result.add(new RoleCountry(role, country));
                }
            }
        }
        return result;
    }
}
