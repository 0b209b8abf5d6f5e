package io.tradewatch.codec;

import io.tradewatch.avro.Flow;
import io.tradewatch.avro.GoodsItem;
import io.tradewatch.avro.Measure;
import io.tradewatch.avro.ReferenceTable;
import io.tradewatch.avro.Transfer;
import io.tradewatch.avro.Violation;
import io.tradewatch.codec.registry.Contracts;
import io.tradewatch.codec.registry.Ranges;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** Records that follow their contract but nothing else: any text, any number that fits, much that is absent. */
public final class RandomRecords {
    private static final String[] TEXTS = {
        "",
        " ",
        "KP",
        "cn",
        "8703.24",
        "ex 8903",
        "Mercedes-Maybach S 650",
        "Пхеньян",
        "평양",
        "🚗",
        "a\u0000b",
        "\"quoted\"\n"
    };
    private static final long FIRST_MILLI =
            Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
    private static final long LAST_MILLI =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final long FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay();
    private static final long LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay();

    private final Random random;

    public RandomRecords(long seed) {
        this.random = new Random(seed);
    }

    /** A transfer that can be screened. */
    public Transfer transfer() {
        Transfer transfer = (Transfer) any(Transfer.getClassSchema());
        transfer.setTransferId("T-" + random.nextInt(1_000));
        transfer.setRevision(random.nextInt(5));
        transfer.setOccurredAt(Instant.ofEpochMilli(between(FIRST_MILLI, LAST_MILLI)));
        transfer.setOccurredOn(random.nextBoolean() ? null : dayNear(transfer.getOccurredAt()));
        if (transfer.getGoodsItems().isEmpty()) {
            transfer.setGoodsItems(new ArrayList<>(List.of((GoodsItem) any(GoodsItem.getClassSchema()))));
        }
        int number = random.nextInt(3);
        for (GoodsItem item : transfer.getGoodsItems()) {
            number += 1 + random.nextInt(3);
            item.setItemNumber(number);
        }
        return transfer;
    }

    /** The day of an instant in UTC, or one of its neighbours; within the years that the contract carries. */
    private LocalDate dayNear(Instant instant) {
        long day = Math.floorDiv(instant.toEpochMilli(), Duration.ofDays(1).toMillis()) + random.nextInt(3) - 1;
        return LocalDate.ofEpochDay(Math.max(FIRST_DAY, Math.min(LAST_DAY, day)));
    }

    public Violation violation() {
        return (Violation) any(Violation.getClassSchema());
    }

    public Measure measure() {
        return (Measure) any(Measure.getClassSchema());
    }

    public ReferenceTable referenceTable() {
        return (ReferenceTable) any(ReferenceTable.getClassSchema());
    }

    /** A measure that the rules can work with. */
    public Measure usableMeasure() {
        Measure measure = measure();
        measure.setMeasureId("UN-KP-" + random.nextInt(1_000));
        measure.setRevision(random.nextInt(5));
        measure.setTargets(List.of("KP"));
        measure.setRoles(measure.getFlow() == Flow.EXPORT ? List.of("END_USER", "ex TRANSIT") : List.of());
        measure.setHsEdition("HS2017");
        measure.setCommodities(List.of("86", "ex 8903", "*"));
        measure.setExceptCommodities(List.of("ex 8609"));
        return measure;
    }

    /** A reference table that the rules can work with, as far as its form goes. */
    public ReferenceTable usableTable() {
        ReferenceTable table = referenceTable();
        table.setTable("exchange-rates");
        table.setVersion(random.nextInt(5));
        table.setColumns(List.of("date", "from"));
        table.setRows(List.of(List.of("2024-01-01", ""), List.of("x", "y")));
        return table;
    }

    private @Nullable Object any(Schema schema) {
        if (schema.getLogicalType() != null) {
            return anyScalar(schema);
        }
        return switch (schema.getType()) {
            case RECORD -> anyRecord(schema);
            case UNION -> random.nextInt(3) == 0 ? null : any(schema.getTypes().get(1));
            case ARRAY -> anyList(schema.getElementType());
            case ENUM ->
                Contracts.MODEL.createEnum(
                        schema.getEnumSymbols()
                                .get(random.nextInt(schema.getEnumSymbols().size())),
                        schema);
            case STRING -> TEXTS[random.nextInt(TEXTS.length)];
            case INT -> random.nextInt();
            case BOOLEAN -> random.nextBoolean();
            default -> throw new IllegalArgumentException(schema.toString());
        };
    }

    private Object anyScalar(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            BigInteger digits = new BigInteger(random.nextInt(127), random).mod(BigInteger.TEN.pow(Ranges.PRECISION));
            return new BigDecimal(random.nextBoolean() ? digits : digits.negate(), decimal.getScale());
        }
        return schema.getLogicalType() instanceof LogicalTypes.Date
                ? LocalDate.ofEpochDay(between(FIRST_DAY, LAST_DAY))
                : Instant.ofEpochMilli(between(FIRST_MILLI, LAST_MILLI));
    }

    private Object anyRecord(Schema schema) {
        IndexedRecord result = (IndexedRecord) Contracts.MODEL.newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            result.put(field.pos(), any(field.schema()));
        }
        return result;
    }

    private List<Object> anyList(Schema element) {
        List<Object> values = new ArrayList<>();
        while (random.nextInt(3) > 0) {
            values.add(any(element));
        }
        return values;
    }

    private long between(long first, long last) {
        return switch (random.nextInt(10)) {
            case 0 -> first;
            case 1 -> last;
            default -> first + (long) (random.nextDouble() * (last - first));
        };
    }
}
