package io.tradewatch.screening.reference;

import io.tradewatch.screening.GoodsItem;
import io.tradewatch.screening.Party;
import io.tradewatch.screening.ReferenceTable;
import io.tradewatch.screening.Stop;
import io.tradewatch.screening.Transfer;
import io.tradewatch.screening.Transport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rule 0: countries; and the country groups of rules 3 and 4. */
final class NaiveCountries {
    /** One row of the country groups, its country made canonical; null when that is not known. */
    private record Membership(
            String group,
            @Nullable String country,
            LocalDate from,
            @Nullable LocalDate to) {
        /** "From inclusive; to exclusive." */
        boolean covers(LocalDate d) {
            return !d.isBefore(from) && (to == null || d.isBefore(to));
        }
    }

    private final NaiveTables tables;
    private final List<Membership> memberships = new ArrayList<>();

    NaiveCountries(NaiveTables tables) {
        this.tables = tables;
        for (List<String> row : tables.rows(ReferenceTable.COUNTRY_GROUPS)) {
            LocalDate to = row.get(3).isEmpty() ? null : LocalDate.parse(row.get(3));
            memberships.add(new Membership(row.get(0), canonical(row.get(1)), LocalDate.parse(row.get(2)), to));
        }
    }

    /** The transfer with canonical countries, null where one is absent or not known. */
    Transfer rule0(Transfer reported) {
        return new Transfer(
                reported.transferId(),
                reported.revision(),
                reported.status(),
                reported.occurredAt(),
                reported.occurredOn(),
                reported.contractDate(),
                canonical(reported.countryOfDispatch()),
                canonical(reported.countryOfDestination()),
                canonical(reported.consignor()),
                canonical(reported.consignee()),
                canonical(reported.endUser()),
                reported.itinerary().stream()
                        .map(stop -> new Stop(canonical(stop), stop.location()))
                        .toList(),
                reported.transport() == null
                        ? null
                        : new Transport(
                                reported.transport().vesselName(),
                                canonical(reported.transport().flag())),
                reported.goodsItems().stream().map(this::canonical).toList());
    }

    private @Nullable Party canonical(@Nullable Party party) {
        return party == null ? null : new Party(party.name(), canonical(party.country()));
    }

    private GoodsItem canonical(GoodsItem item) {
        return new GoodsItem(
                item.itemNumber(),
                item.commodityCode(),
                item.tariff(),
                item.hsEdition(),
                item.description(),
                canonical(item.countryOfOrigin()),
                item.quantity(),
                item.unit(),
                item.netMassKg(),
                item.value());
    }

    /** "Trimmed, upper-cased and mapped"; null when the country is absent or not known. */
    private @Nullable String canonical(@Nullable String reported) {
        if (reported == null) {
            return null;
        }
        String code = reported.strip().toUpperCase(Locale.ROOT);
        for (List<String> row : tables.rows(ReferenceTable.COUNTRIES)) {
            if (row.get(0).equals(code)) {
                return row.get(1);
            }
        }
        return null;
    }

    /** "A stop without a country takes the first two letters of its location." */
    private @Nullable String canonical(Stop stop) {
        if (stop.country() != null && !stop.country().isBlank()) {
            return canonical(stop.country());
        }
        if (stop.location() == null || stop.location().strip().length() < 2) {
            return null;
        }
        return canonical(stop.location().strip().substring(0, 2));
    }

    /** The canonical countries that a measure's list of countries and groups stands for on day D. */
    Set<String> resolve(List<String> countriesAndGroups, LocalDate d) {
        Set<String> countries = new TreeSet<>();
        for (String name : countriesAndGroups) {
            boolean group = false;
            for (Membership membership : memberships) {
                if (membership.group().equals(name)) {
                    group = true;
                    if (membership.covers(d)) {
                        addKnown(countries, membership.country());
                    }
                }
            }
            if (!group) {
                addKnown(countries, canonical(name));
            }
        }
        return countries;
    }

    private static void addKnown(Set<String> countries, @Nullable String canonical) {
        if (canonical != null) {
            countries.add(canonical);
        }
    }
}
