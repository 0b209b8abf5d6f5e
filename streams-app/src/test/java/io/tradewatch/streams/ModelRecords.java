package io.tradewatch.streams;

import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Money;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.TransferStatus;
import io.tradewatch.codec.RulesetRecord;
import io.tradewatch.codec.TransferMapping;
import io.tradewatch.codec.registry.Registration;
import io.tradewatch.codec.registry.RegistryEncoder;
import io.tradewatch.codec.registry.RegistrySchemas;
import io.tradewatch.codec.registry.RegistryUnavailableException;
import io.tradewatch.codec.registry.StructuralDefect.Reason;
import io.tradewatch.engine.generators.MeasureDraft;
import io.tradewatch.engine.generators.SmallTables;
import io.tradewatch.engine.model.Measure;
import io.tradewatch.engine.model.ReferenceTable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The little that happens in the model's world: a few transfers with a few revisions, a few measures with a few, three
 * tables. Small, so that what happens concerns what happened before. What was made once is kept, as making it takes
 * longer than screening it. Safe for use by several threads.
 */
public final class ModelRecords {
    private static final int TRANSFERS = 4;
    private static final int REVISIONS = 4;
    private static final List<String> DESTINATIONS = List.of("KP", "KP", "IR", "JP", "");
    private static final List<String> CODES = List.of("840110", "850110", "860110", "770000", "");
    private static final List<List<String>> GOODS =
            List.of(List.of("84"), List.of("85"), List.of("84", "85"), List.of("8401", "86"), List.of("*"));
    private static final List<String> RULES = List.of("86", "840110", "8501");

    private final Map<String, ModelTransfer> transfers = new ConcurrentHashMap<>();
    private final Map<RulesetRecord, Map<Integer, RulesetRecord>> byRulesVersion = new ConcurrentHashMap<>();
    private final RegistrySchemas schemas;
    private final List<ModelTransfer> poison;

    /**
     * A record for the topic of transfers.
     *
     * @param key the record's key, as text
     * @param value the record's value
     * @param transfer what it says; null where it is defective
     * @param screened the same as the rules see it; null where it is defective
     * @param defect why it must be a dead letter; null where it can be screened
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record ModelTransfer(
            String key,
            byte @Nullable [] value,
            @Nullable Transfer transfer,
            io.tradewatch.engine.model.@Nullable Transfer screened,
            @Nullable Reason defect) {
        byte[] keyBytes() {
            return key.getBytes(StandardCharsets.UTF_8);
        }
    }

    ModelRecords(RegistrySchemas schemas) {
        this.schemas = schemas;
        byte[] good = encode(content("T0", 0, 0));
        byte[] cut = Arrays.copyOf(good, good.length - 1);
        this.poison = List.of(
                new ModelTransfer("T0", null, null, null, Reason.NULL_VALUE),
                new ModelTransfer("T0", cut, null, null, Reason.UNDECODABLE),
                new ModelTransfer("T1", good, null, null, Reason.KEY_MISMATCH));
    }

    /** A transfer, now and then poison; one revision usually says the same when it comes again, but not always. */
    ModelTransfer transfer(Random random) {
        if (random.nextInt(25) == 0) {
            return poison.get(random.nextInt(poison.size()));
        }
        String id = "T" + random.nextInt(TRANSFERS);
        int revision = Math.max(0, random.nextInt(REVISIONS + 2) - 2);
        int content = random.nextInt(12) == 0 ? random.nextInt(40) : (id.hashCode() * 31 + revision * 7) % 40;
        return transfers.computeIfAbsent(id + "@" + revision + "/" + content, key -> made(id, revision, content));
    }

    private ModelTransfer made(String id, int revision, int content) {
        Transfer transfer = content(id, revision, content);
        return new ModelTransfer(
                id,
                encode(transfer),
                transfer,
                TransferMapping.toScreening(transfer).orElseThrow(),
                null);
    }

    private static Transfer content(String id, int revision, int content) {
        Random random = new Random(content);
        List<GoodsItem> items = new ArrayList<>();
        for (int number = 1; number <= 1 + random.nextInt(2); number++) {
            items.add(GoodsItem.newBuilder()
                    .setItemNumber(number)
                    .setCommodityCode(blankIsNull(CODES.get(random.nextInt(CODES.size()))))
                    .setValue(new Money(new BigDecimal("90.000000000"), "EUR"))
                    .build());
        }
        return Transfer.newBuilder()
                .setTransferId(id)
                .setRevision(revision)
                .setStatus(revision > 0 && random.nextInt(6) == 0 ? TransferStatus.CANCELLED : TransferStatus.DECLARED)
                .setOccurredAt(Instant.parse("2024-02-18T00:00:00Z"))
                .setCountryOfDispatch("RU")
                .setCountryOfDestination(blankIsNull(DESTINATIONS.get(random.nextInt(DESTINATIONS.size()))))
                .setGoodsItems(items)
                .build();
    }

    private static @Nullable String blankIsNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private byte[] encode(Transfer transfer) {
        try {
            return RegistryEncoder.transfers(schemas, ModelWorker.TOPICS.transfers(), Registration.AUTOMATIC)
                    .encode(transfer);
        } catch (RegistryUnavailableException e) {
            throw new AssertionError("a registry in memory is always there", e);
        }
    }

    /** What is never taken back: without it nothing is screened. */
    public static List<RulesetRecord> foundation() {
        List<RulesetRecord> foundation = new ArrayList<>();
        foundation.add(table(ReferenceTable.COUNTRIES, 0, "code,canonical", "KP,KP", "IR,IR", "RU,RU", "JP,JP"));
        SmallTables.besideCountries()
                .forEach(table -> foundation.add(new RulesetRecord.Table(table, 0, Instant.EPOCH)));
        foundation.add(revision("M9", 0, 0));
        return foundation;
    }

    /** A revision of a measure, or a version of a table. */
    static RulesetRecord law(Random random) {
        int content = random.nextInt(1_000);
        return switch (random.nextInt(8)) {
            case 0 -> group(1 + random.nextInt(3), content % 2 == 0 ? "KP" : "IR");
            case 1 ->
                table(
                        ReferenceTable.EXCHANGE_RATES,
                        1 + random.nextInt(3),
                        "date,from,to,rate",
                        "2000-01-01,EUR,USD," + (content % 2 == 0 ? "1.5" : "1"));
            case 2 ->
                table(
                        ReferenceTable.COUNTRIES,
                        1 + random.nextInt(2),
                        "code,canonical",
                        "KP,KP",
                        "RU,RU",
                        "JP,JP",
                        content % 2 == 0 ? "IR,IR" : "IR,KP");
            default -> revision("M" + random.nextInt(3), random.nextInt(3), content);
        };
    }

    /** The group that some measures are about; without it they cannot be used. */
    static RulesetRecord group(int version, String country) {
        return table(
                ReferenceTable.COUNTRY_GROUPS, version, "group,country,from,to", "GROUP," + country + ",2000-01-01,");
    }

    /** A key to take back, or to spoil; there may be nothing under it. */
    static String key(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> "ref/" + ReferenceTable.COUNTRY_GROUPS + "@" + (1 + random.nextInt(3));
            case 1 -> "ref/" + ReferenceTable.EXCHANGE_RATES + "@" + (1 + random.nextInt(3));
            default -> "M" + random.nextInt(3) + "@" + random.nextInt(3);
        };
    }

    private static RulesetRecord revision(String id, int number, int content) {
        MeasureDraft draft = MeasureDraft.measure(id)
                .revision(number, "2020-01-01T00:00:00Z")
                .supplyTo(content % 3 == 0 ? "GROUP" : "KP")
                .goods(GOODS.get(content % GOODS.size()).toArray(String[]::new));
        if (content % 7 == 0) {
            draft.condition("a yearly cap");
        }
        if (content % 2 == 0) {
            draft.unitValueOver("100", "USD");
        }
        Measure measure = (content % 11 < 2 ? draft.revoked() : draft).build();
        return new RulesetRecord.Revision(measure);
    }

    private static RulesetRecord table(String name, int version, String columns, String... rows) {
        return new RulesetRecord.Table(
                new ReferenceTable(
                        name,
                        List.of(columns.split(",")),
                        Arrays.stream(rows)
                                .map(row -> List.of(row.split(",", -1)))
                                .toList()),
                version,
                Instant.EPOCH);
    }

    /** What a version of the rules makes of a record: from the second on, measures reach further than they say. */
    RulesetRecord as(int rulesVersion, RulesetRecord record) {
        return rulesVersion == 1 || !(record instanceof RulesetRecord.Revision revision)
                ? record
                : byRulesVersion
                        .computeIfAbsent(record, plain -> new ConcurrentHashMap<>())
                        .computeIfAbsent(rulesVersion, version -> extended(revision.measure(), version));
    }

    private static RulesetRecord extended(Measure measure, int rulesVersion) {
        List<String> goods = new ArrayList<>();
        measure.commodities().forEach(prefix -> goods.add(prefix.written()));
        goods.add(RULES.get(rulesVersion % RULES.size()));
        return new RulesetRecord.Revision(MeasureDraft.like(measure)
                .goods(goods.stream().distinct().toArray(String[]::new))
                .build());
    }
}
