package io.tradewatch.screening;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A transfer with its countries in canonical form. Rule 0.
 *
 * @param transfer the transfer as reported
 * @param date the UTC date on which the goods moved
 * @param dispatch country of dispatch, or null when absent or not known; likewise the next five
 * @param transits the known countries of the stops, each once, in alphabetical order
 */
record Movement(
        Transfer transfer,
        LocalDate date,
        @Nullable String dispatch,
        @Nullable String destination,
        @Nullable String consignor,
        @Nullable String consignee,
        @Nullable String endUser,
        @Nullable String flag,
        List<String> transits) {

    static Movement of(Transfer transfer, Countries countries) {
        Transport transport = transfer.transport();
        return new Movement(
                transfer,
                transfer.date(),
                countries.canonical(transfer.countryOfDispatch()),
                countries.canonical(transfer.countryOfDestination()),
                countryOf(transfer.consignor(), countries),
                countryOf(transfer.consignee(), countries),
                countryOf(transfer.endUser(), countries),
                transport == null ? null : countries.canonical(transport.flag()),
                transits(transfer.itinerary(), countries));
    }

    private static @Nullable String countryOf(@Nullable Party party, Countries countries) {
        return party == null ? null : countries.canonical(party.country());
    }

    private static List<String> transits(List<Stop> itinerary, Countries countries) {
        if (itinerary.isEmpty()) {
            return List.of();
        }
        TreeSet<String> transits = new TreeSet<>();
        for (Stop stop : itinerary) {
            String country = countries.canonical(stop);
            if (country != null) {
                transits.add(country);
            }
        }
        return List.copyOf(transits);
    }

    /** The known countries that play a role, each once, in alphabetical order. */
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

    /** Country and role, in the order of the roles given, for the countries that lie in a set on the day. */
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
