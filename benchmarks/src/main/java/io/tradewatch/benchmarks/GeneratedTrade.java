package io.tradewatch.benchmarks;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Money;
import io.tradewatch.avro.NatureOfTransaction;
import io.tradewatch.avro.Party;
import io.tradewatch.avro.Source;
import io.tradewatch.avro.SourceKind;
import io.tradewatch.avro.Stop;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Transport;
import io.tradewatch.engine.model.CommodityPrefix;
import io.tradewatch.engine.model.Measure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Transfers of about 400 bytes that are the same for the same number: one in a thousand breaks a measure, one in ten goes
 * to a country that the law targets without breaking it, the rest go elsewhere.
 */
final class GeneratedTrade {
    /** What a transfer is to the law. */
    enum Kind {
        /** Goods that no measure lists, or that go where no measure looks; one in ten towards a target. */
        CLEAN,
        /** Breaks at least one of the generated measures. */
        HIT,
        /** Clean until {@link GeneratedLaw#changed} is law. */
        DORMANT,
        /** Breaks {@link GeneratedLaw#probe} and nothing else. */
        PROBE
    }

    /** Countries that no generated measure targets. */
    static final List<String> ELSEWHERE =
            List.of("DE", "FR", "US", "JP", "KR", "NL", "IT", "BR", "MX", "VN", "IN", "ZA", "CA", "AU", "PL", "SE");

    private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
    private static final long SEED = 7_919;
    private static final int ONE_IN = 1_000;
    private static final int HIT_AT = 500;
    private static final int DORMANT_AT = 250;
    private static final int TOWARDS_TARGET_ONE_IN = 10;
    private static final int MINUTES = 500_000;

    private final List<Measure> law;

    /** Trade that breaks measures of this law. */
    GeneratedTrade(List<Measure> law) {
        this.law = List.copyOf(law);
    }

    /** The usual mixture: one in a thousand is a hit, and one in a thousand dormant. */
    static Kind kindOf(long number) {
        return switch ((int) (number % ONE_IN)) {
            case HIT_AT -> Kind.HIT;
            case DORMANT_AT -> Kind.DORMANT;
            default -> Kind.CLEAN;
        };
    }

    /** The usual mixture, numbered from 0. */
    Stream<Transfer> mixture(long count) {
        return LongStream.range(0, count).mapToObj(number -> transfer(number, kindOf(number)));
    }

    /** Transfers of one kind, numbered from 0. */
    Stream<Transfer> all(Kind kind, long count) {
        return LongStream.range(0, count).mapToObj(number -> transfer(number, kind));
    }

    /** One transfer. */
    Transfer transfer(long number, Kind kind) {
        SplittableRandom random = new SplittableRandom(SEED + number);
        return switch (kind) {
            case CLEAN -> clean(number, random);
            case HIT -> hit(number, random);
            case DORMANT -> of("D-", number, GeneratedLaw.KOREA, List.of(GeneratedLaw.DORMANT_CODE), random);
            case PROBE -> of("P-", number, GeneratedLaw.KOREA, List.of(GeneratedLaw.PROBE_CODE), random);
        };
    }

    private static Transfer clean(long number, SplittableRandom random) {
        List<String> countries = destinations(random);
        boolean towardsTarget = countries.equals(GeneratedLaw.TARGETS);
        String code = towardsTarget
                ? GeneratedLaw.unlistedCode(random)
                : GeneratedLaw.codeIn(25 + random.nextInt(50), random);
        return of("C-", number, countries.get(random.nextInt(countries.size())), List.of(code), random);
    }

    /** Where a clean transfer may go: one in ten to the countries that the law targets. */
    static List<String> destinations(SplittableRandom random) {
        return random.nextInt(TOWARDS_TARGET_ONE_IN) == 0 ? GeneratedLaw.TARGETS : ELSEWHERE;
    }

    private Transfer hit(long number, SplittableRandom random) {
        Measure broken = law.get(random.nextInt(law.size()));
        CommodityPrefix listed =
                broken.commodities().get(random.nextInt(broken.commodities().size()));
        return of("H-", number, broken.targets().get(0), List.of((listed.digits() + "10").substring(0, 6)), random);
    }

    /**
     * A transfer with everything that a declaration tells.
     *
     * @param prefix what its id begins with
     * @param number what its id ends with
     * @param codes one for each goods item
     */
    static Transfer of(String prefix, long number, String destination, List<String> codes, SplittableRandom random) {
        String dispatch = ELSEWHERE.get(random.nextInt(ELSEWHERE.size()));
        Instant occurredAt = FROM.plusSeconds(60L * random.nextInt(MINUTES));
        return Transfer.newBuilder()
                .setTransferId(prefix + number)
                .setOccurredAt(occurredAt)
                .setNatureOfTransaction(NatureOfTransaction.SALE)
                .setSource(Source.newBuilder()
                        .setKind(SourceKind.CUSTOMS_DECLARATION)
                        .setName("Customs office of " + dispatch)
                        .setReference("DECL-2024-" + number)
                        .build())
                .setCountryOfDispatch(dispatch)
                .setCountryOfDestination(destination)
                .setConsignor(party("Exporter", random.nextInt(100_000), dispatch))
                .setConsignee(party("Importer", random.nextInt(100_000), destination))
                .setItinerary(List.of(Stop.newBuilder()
                        .setCountry("SG")
                        .setLocation("SGSIN")
                        .setArrivedAt(occurredAt)
                        .setDepartedAt(occurredAt.plusSeconds(86_400))
                        .build()))
                .setTransport(Transport.newBuilder()
                        .setVesselName("MV EVER GENERATED")
                        .setVesselImo("9074729")
                        .setFlag("PA")
                        .build())
                .setGoodsItems(items(codes, dispatch, random))
                .build();
    }

    private static Party party(String trade, int number, String country) {
        return Party.newBuilder()
                .setId("LEI" + number)
                .setName(trade + " number " + number + " trading company limited")
                .setCountry(country)
                .setAddress(number + " Harbour Road, " + country)
                .build();
    }

    private static List<GoodsItem> items(List<String> codes, String origin, SplittableRandom random) {
        List<GoodsItem> items = new ArrayList<>(codes.size());
        for (String code : codes) {
            items.add(item(items.size() + 1, code, origin, random));
        }
        return items;
    }

    private static GoodsItem item(int number, String code, String origin, SplittableRandom random) {
        return GoodsItem.newBuilder()
                .setItemNumber(number)
                .setCommodityCode(code)
                .setHsEdition("HS2022")
                .setDescription("Goods under " + code + ", in boxes on pallets, as invoiced")
                .setCountryOfOrigin(origin)
                .setQuantity(new BigDecimal(1 + random.nextInt(1_000)).setScale(9))
                .setUnit("C62")
                .setNetMassKg(new BigDecimal(1 + random.nextInt(10_000)).setScale(9))
                .setValue(Money.newBuilder()
                        .setAmount(new BigDecimal(10 + random.nextInt(100_000)).setScale(9))
                        .setCurrency("USD")
                        .build())
                .build();
    }
}
