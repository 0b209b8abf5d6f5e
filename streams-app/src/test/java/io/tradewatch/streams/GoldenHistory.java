package io.tradewatch.streams;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Identifier;
import io.tradewatch.avro.IdentifierType;
import io.tradewatch.avro.Money;
import io.tradewatch.avro.NatureOfTransaction;
import io.tradewatch.avro.Party;
import io.tradewatch.avro.Source;
import io.tradewatch.avro.SourceKind;
import io.tradewatch.avro.Stop;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.avro.Transport;
import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.index.Law;
import io.tradewatch.engine.index.ReferenceTables;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import io.tradewatch.engine.rules.MeasureIndex;
import io.tradewatch.engine.rules.Screening;
import io.tradewatch.ruleset.CompiledRuleset;
import io.tradewatch.ruleset.Ruleset;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What happened before a golden state was taken: the same in every release, so that states of all can be compared with. */
public final class GoldenHistory {
    static final String TOPIC_ID = "golden-measures";

    /** The position of the law when the state was taken. */
    static final long POSITION = 5;

    private GoldenHistory() {}

    /** The law before its last change, at position 4. */
    static CompiledRuleset first() {
        return law(4, cars(), boots("64"), spares());
    }

    /** The law when the state was taken. */
    static CompiledRuleset last() {
        return law(POSITION, cars(), boots("64", "65"), spares());
    }

    static Measure cars() {
        return MeasureDraft.measure("BAN-CARS")
                .revision(1, "2020-01-01T00:00:00Z")
                .goods("87")
                .build();
    }

    static Measure boots(String... goods) {
        return MeasureDraft.measure("BAN-BOOTS")
                .revision(goods.length, "2020-01-01T00:00:00Z")
                .goods(goods)
                .build();
    }

    static Measure spares() {
        return MeasureDraft.measure("LICENSE-SPARES")
                .revision(1, "2020-01-01T00:00:00Z")
                .action(io.tradewatch.engine.model.Action.REQUIRE_LICENCE)
                .goods("ex 8708", "8409")
                .condition("a yearly cap")
                .build();
    }

    /** A law with measures, whose last is the one that changed last. */
    static CompiledRuleset law(long position, Measure... measures) {
        ReferenceTable countries = new ReferenceTable(
                ReferenceTable.COUNTRIES,
                List.of("code", "canonical"),
                List.of(List.of("CN", "CN"), List.of("JP", "JP"), List.of("KP", "KP"), List.of("RU", "RU")));
        Map<String, Long> lastChange = new HashMap<>();
        lastChange.put("ref/countries", 0L);
        lastChange.put("BAN-CARS", 1L);
        lastChange.put("LICENSE-SPARES", 3L);
        lastChange.put("BAN-BOOTS", position <= 4 ? 2L : 4L);
        Law law = Law.of(List.of(measures), ReferenceTables.of(List.of(countries)));
        return CompiledRuleset.of(
                TOPIC_ID,
                new Ruleset(position, law, true, new TreeSet<>(), List.of(), Set.of(), lastChange),
                MeasureIndex.compile(law),
                Screening.DEFAULT_MAX_VIOLATIONS);
    }

    /** The transfers, in the order in which they come in. The last conflicts. */
    static List<Transfer> transfers() {
        return List.of(
                Scene.toNorthKorea("open", "870340").build(),
                Scene.toNorthKorea("updated", "870340").build(),
                Scene.toNorthKorea("updated", "870350").setRevision(1).build(),
                Scene.toNorthKorea("withdrawn", "640110").build(),
                Scene.toNorthKorea("withdrawn", "490199").setRevision(1).build(),
                Scene.toNorthKorea("corrected-clean", "490199").setRevision(1).build(),
                Scene.toNorthKorea("cancelled", "870340").build(),
                Scene.toNorthKorea("cancelled", "870340")
                        .setRevision(1)
                        .setStatus(TransferStatus.CANCELLED)
                        .build(),
                Scene.toNorthKorea("cancelled-clean", "490199")
                        .setStatus(TransferStatus.CANCELLED)
                        .build(),
                Scene.toNorthKorea("boots", "640110").build(),
                full(),
                Scene.toNorthKorea("unscreenable", "870340")
                        .setCountryOfDestination(null)
                        .build(),
                Scene.toNorthKorea("conflicting", "870340").build(),
                Scene.toNorthKorea("conflicting", "870390").build());
    }

    /** Everything that the first contract can say. */
    private static Transfer full() {
        return Scene.toNorthKorea("full", "870899")
                .setRevision(3)
                .setContractDate(LocalDate.parse("2023-12-24"))
                .setNatureOfTransaction(NatureOfTransaction.GIFT)
                .setSource(new Source(SourceKind.MANIFEST, "a port", "sheet 7"))
                .setConsignor(new Party("id-1", "Sender", "RU", "a street"))
                .setConsignee(new Party(null, "Receiver", "KP", null))
                .setEndUser(new Party(null, null, "KP", null))
                .setItinerary(List.of(new Stop(
                        "CN", "CNDDG", Instant.parse("2024-02-19T00:00:00Z"), Instant.parse("2024-02-20T00:00:00Z"))))
                .setTransport(new Transport("1", "Vessel", "9074729", "JP"))
                .setGoodsItems(List.of(
                        item(1, "870899", "Spare parts"), item(2, "870340", "A car"), item(7, "490199", "Books")))
                .build();
    }

    private static GoodsItem item(int number, String code, String description) {
        return GoodsItem.newBuilder()
                .setItemNumber(number)
                .setCommodityCode(code)
                .setTariff("CN")
                .setHsEdition("HS2017")
                .setDescription(description)
                .setCountryOfOrigin("RU")
                .setQuantity(new BigDecimal("2.500000000"))
                .setUnit("KGM")
                .setNetMassKg(new BigDecimal("2.500000000"))
                .setValue(new Money(new BigDecimal("1000.500000000"), "EUR"))
                .setIdentifiers(List.of(new Identifier(IdentifierType.VIN, "WVWZZZ1JZXW000001")))
                .build();
    }
}
