package io.tradewatch.screening.generators;

import io.tradewatch.screening.Flow;
import io.tradewatch.screening.GoodsItem;
import io.tradewatch.screening.Measure;
import io.tradewatch.screening.Party;
import io.tradewatch.screening.ReferenceTable;
import io.tradewatch.screening.Stop;
import io.tradewatch.screening.Transfer;
import io.tradewatch.screening.TransferStatus;
import io.tradewatch.screening.Transport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Draws transfers that a given law may concern, whether it is random or the shipped one: each is drawn around one of
 * its measures, with that measure's countries, dates and codes more often than chance would have it, and never all of
 * them for sure.
 */
public final class RandomTransfers {
    private static final LocalDate FIRST_PLAUSIBLE = LocalDate.of(1990, 1, 1);
    private static final Duration LAST_MILLISECOND = Duration.ofDays(1).minusMillis(1);

    private final PublishedLaw published;
    private final Map<String, List<String>> locations = new HashMap<>();

    /** Draws around the measures of this law, which has at least one. */
    public RandomTransfers(PublishedLaw published) {
        this.published = published;
        for (List<String> row : published.rows(ReferenceTable.LOCATIONS)) {
            String country = row.get(0).substring(0, 2);
            locations.computeIfAbsent(country, key -> new ArrayList<>()).add(row.get(0));
        }
    }

    /**
     * One transfer.
     *
     * @param number becomes part of its id
     */
    public Transfer draw(Random random, int number) {
        Draw draw = new Draw(random);
        Measure measure = draw.one(published.revisions());
        return new Around(draw, measure, new RandomItems(published, draw, measure)).transfer(number);
    }

    /** The draws around one measure. */
    private final class Around {
        private final Draw draw;
        private final Measure measure;
        private final RandomItems items;
        private final RandomCountries countries;

        Around(Draw draw, Measure measure, RandomItems items) {
            this.draw = draw;
            this.measure = measure;
            this.items = items;
            this.countries = new RandomCountries(published, draw);
        }

        Transfer transfer(int number) {
            boolean export = measure.flow() == Flow.EXPORT;
            LocalDate day = day();
            TransferDraft draft = TransferDraft.transfer();
            draft.transferId = "T-" + number;
            draft.status = draw.percent(3) ? TransferStatus.CANCELLED : TransferStatus.DECLARED;
            draft.occurredOn = draw.maybe(40, () -> day);
            draft.occurredAt = at(draft.occurredOn == null ? day : day.plusDays(draw.between(-1, 1)));
            draft.contractDate = draw.maybe(60, () -> contractDate(day));
            draft.dispatch = export ? binding(10) : target(60);
            draft.destination = export ? target(60) : binding(10);
            draft.consignor = party(export ? 10 : 40, export);
            draft.consignee = party(export ? 40 : 10, !export);
            draft.endUser = party(export ? 40 : 10, false);
            draft.itinerary = draw.percent(50) ? List.of() : draw.some(1, 3, this::stop);
            draft.transport = draw.maybe(40, () -> new Transport(null, binding(15)));
            draft.items = goodsItems(day);
            return draft.build();
        }

        private List<GoodsItem> goodsItems(LocalDate day) {
            List<GoodsItem> goods = new ArrayList<>();
            Set<Integer> numbers = new TreeSet<>();
            int count = draw.oneOf(1, 1, 1, 2, 3);
            while (goods.size() < count) {
                int itemNumber = draw.oneOf(0, 1, 1, 2, 2, 3, 10, 11);
                if (numbers.add(itemNumber)) {
                    goods.add(items.item(itemNumber, day, target(40)));
                }
            }
            return goods;
        }

        private LocalDate day() {
            int kind = draw.between(1, 100);
            if (kind <= 2) {
                return FIRST_PLAUSIBLE.plusDays(draw.between(-2, 2));
            }
            if (kind <= 50) {
                return measure.effectiveFrom().plusDays(draw.between(0, 500));
            }
            if (kind <= 60) {
                return measure.effectiveFrom().plusDays(draw.between(-2, 2));
            }
            if (kind <= 70 && measure.effectiveTo() != null) {
                return measure.effectiveTo().plusDays(draw.between(-2, 2));
            }
            if (kind <= 85 && measure.windDown() != null) {
                return measure.windDown().until().plusDays(draw.between(-2, 2));
            }
            return draw.one(SmallWorld.DAYS).plusDays(draw.between(-2, 2));
        }

        private Instant at(LocalDate day) {
            Instant midnight = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            return midnight.plus(draw.oneOf(Duration.ZERO, Duration.ofHours(12), LAST_MILLISECOND));
        }

        private LocalDate contractDate(LocalDate day) {
            return measure.windDown() == null || draw.percent(30)
                    ? day.minusDays(draw.between(0, 400))
                    : measure.windDown().contractBefore().plusDays(draw.between(-2, 2));
        }

        private @Nullable Party party(int targetChance, boolean binding) {
            return draw.maybe(60, () -> new Party(null, binding ? binding(targetChance) : target(targetChance)));
        }

        private Stop stop() {
            String country = draw.percent(35)
                    ? draw.percent(50) ? null : draw.one(SmallWorld.ABSENT_WORDS)
                    : draw.percent(50) ? target(40) : binding(10);
            return new Stop(country, draw.maybe(60, this::location));
        }

        private String location() {
            List<String> known = locations.getOrDefault(place(measure.targets()), List.of());
            return known.isEmpty() || draw.percent(50) ? draw.one(SmallWorld.LOCATIONS) : draw.one(known);
        }

        /** A target of the measure as likely as that, and any country else. */
        private @Nullable String target(int chance) {
            return draw.percent(chance) ? countries.written(place(measure.targets())) : countries.any();
        }

        /** A country that the measure binds half the time, a target as likely as that, and any country else. */
        private @Nullable String binding(int targetChance) {
            if (!measure.boundBy().isEmpty() && draw.percent(50)) {
                return countries.written(place(measure.boundBy()));
            }
            return target(targetChance);
        }

        private String place(List<String> countriesAndGroups) {
            String name = draw.one(countriesAndGroups);
            List<String> members = published.rows(ReferenceTable.COUNTRY_GROUPS).stream()
                    .filter(row -> row.get(0).equals(name))
                    .map(row -> row.get(1))
                    .toList();
            return members.isEmpty() ? name : draw.one(members);
        }
    }
}
